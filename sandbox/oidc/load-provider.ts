import type * as oidcProvider from 'oidc-provider';

/**
 * The oidc-provider module without the notice it prints when imported: 9.13 asks for Node 22 there, while all
 * that is used of it runs on the Node 20 this project supports.
 */
export async function loadOidcProvider(): Promise<typeof oidcProvider> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
