import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { AccountStore } from './account-store';
import { createMemoryAdapterFactory } from './memory-adapter';
import { renderErrorPage, renderLogoutPage, renderSignedOutPage } from './pages';
import { chooseLocale, type Locale } from './words';

export interface OidcClientOptions {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  postLogoutRedirectUris?: string[];
}

const hourSeconds = 60 * 60;
const lifetimesSeconds = {
  AccessToken: hourSeconds,
  AuthorizationCode: 60,
  Grant: 8 * hourSeconds,
  IdToken: hourSeconds,
  Interaction: hourSeconds,
  RefreshToken: 8 * hourSeconds,
  Session: 8 * hourSeconds,
};
const logoutPages = {
  logoutSource: (ctx: KoaContextWithOIDC, form: string) =>
    showPage(ctx, renderLogoutPage(localeOf(ctx), form)),
  postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => showPage(ctx, renderSignedOutPage(localeOf(ctx))),
};

/** Code flow with PKCE for one confidential client, RS256 with a key made now; consent is given unasked. */
export async function createProviderConfig(
  client: OidcClientOptions,
  accounts: AccountStore,
): Promise<Configuration> {
  return {
    adapter: createMemoryAdapterFactory(),
    jwks: { keys: [await createSigningKey()] },
    clients: [describeClient(client)],
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: 'sandbox_oidc_session',
        interaction: 'sandbox_oidc_interaction',
        resume: 'sandbox_oidc_resume',
      },
    },
    claims: {
      openid: ['sub', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups'],
      groups: ['groups'],
    },
    // Hosted providers put these claims into the ID token too, where clients that skip userinfo look for them.
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => describeAccount(accounts, sub),
    loadExistingGrant: grantWhatIsAsked,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: lifetimesSeconds,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, ...logoutPages },
    },
    renderError: (ctx, out) => showPage(ctx, renderErrorPage(localeOf(ctx), out)),
  };
}

async function createSigningKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', alg: 'RS256' };
}

function describeClient(client: OidcClientOptions) {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
  };
}

function describeAccount(accounts: AccountStore, sub: string) {
  const account = accounts.findById(sub);
  if (account === undefined) return undefined;
  const { id, email, email_verified, name, groups } = account;
  return { accountId: id, claims: () => ({ sub: id, email, email_verified, name, groups }) };
}

async function grantWhatIsAsked(ctx: KoaContextWithOIDC) {
  const { client, session, provider, params, result } = ctx.oidc;
  const clientId = client?.clientId;
  const accountId = session?.accountId;
  if (clientId === undefined || accountId === undefined) return undefined;
  const grantId = result?.consent?.grantId ?? session?.grantIdFor(clientId);
  const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = found ?? new provider.Grant({ clientId, accountId });
  if (typeof params?.scope === 'string') grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

function showPage(ctx: KoaContextWithOIDC, html: string): void {
  ctx.type = 'html';
  ctx.body = html;
}

function localeOf(ctx: KoaContextWithOIDC): Locale {
  const wanted = ctx.oidc.params?.ui_locales;
  return chooseLocale(typeof wanted === 'string' ? wanted : undefined, ctx.get('accept-language'));
}
