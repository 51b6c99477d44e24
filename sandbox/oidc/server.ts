import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../listen';
import { createAccountStore } from './account-store';
import { handleInteraction } from './interaction';
import { loadOidcProvider } from './load-provider';
import { createProviderConfig, type OidcClientOptions } from './provider-config';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * An OpenID provider on loopback for one client; `url` is the issuer. Accounts come from accounts.json.
 * Rejects when the port is taken or a redirect URI is not usable.
 */
export async function startOidcTwin(
  options: OidcClientOptions & { port?: number },
): Promise<{ url: string; close(): Promise<void> }> {
  let handle: Handler = async (_request, response) => {
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => fail(response, error));
  });
  const listening = await listenOnLoopback(server, options.port);
  try {
    handle = await createHandler(listening.url, options);
  } catch (error) {
    await listening.close();
    throw error;
  }
  return listening;
}

async function createHandler(issuer: string, options: OidcClientOptions): Promise<Handler> {
  const { Provider } = await loadOidcProvider();
  const accounts = createAccountStore();
  const provider = new Provider(issuer, await createProviderConfig(options, accounts));
  // Statically configured clients are only checked when first looked up.
  await provider.Client.find(options.clientId);
  provider.on('server_error', (_ctx, error) => console.error('oidc twin:', error));
  const answer = provider.callback();
  return async (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      await handleInteraction({ provider, accounts, request, response });
    } else {
      await answer(request, response);
    }
  };
}

function fail(response: ServerResponse, error: unknown): void {
  console.error('oidc twin:', error);
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
