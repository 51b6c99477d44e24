import { z } from 'zod';
import { ask } from './ask';
import { type CheckLine, go, noGo } from './check-line';

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
const keySet = z.object({ keys: z.array(z.unknown()).min(1) });

/** The sign-in provider describes itself under the issuer that we configured, and shows its keys. */
export async function checkSignIn(issuer: string): Promise<CheckLine> {
  const what = 'the sign-in provider answers as configured';
  const base = issuer.replace(/\/$/, '');
  const { status, body } = await ask(`${base}/.well-known/openid-configuration`);
  const found = status === 200 ? discovery.safeParse(jsonOf(body)) : undefined;
  const fix = 'Set OIDC_ISSUER to the issuer as the provider writes it; see that the provider is up.';
  if (found?.success !== true) return noGo(what, `discovery answers ${status} without what it must say`, fix);
  if (found.data.issuer.replace(/\/$/, '') !== base)
    return noGo(what, `it calls itself ${found.data.issuer}`, fix);
  const keys = await ask(found.data.jwks_uri);
  if (keys.status !== 200 || !keySet.safeParse(jsonOf(keys.body)).success)
    return noGo(
      what,
      `its keys answer ${keys.status}`,
      'The provider cannot sign anyone in: tell its support.',
    );
  return go(what, 'issuer, endpoints and keys');
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
