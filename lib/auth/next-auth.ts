import type { NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { MAIL_CODE_PROVIDER, mailCodeProvider } from '@/lib/auth/mail-code-provider';
import type { SignIn } from '@/lib/auth/record-sign-in';
import { rememberViewer } from '@/lib/auth/remember-viewer';
import { safeReturnPath } from '@/lib/auth/return-path';
import { rolesOf } from '@/lib/auth/staff-rule';
import { now } from '@/lib/clock';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import { database } from '@/lib/db/client';
import { log } from '@/lib/log';

declare module 'next-auth' {
  interface Session {
    viewerId?: string;
    groups?: readonly string[];
    amr?: readonly string[];
    /** Seconds since 1970, at the provider; a renewed cookie keeps it. */
    signedInAt?: number;
    provider?: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    viewerId?: string;
    groups?: readonly string[];
    amr?: readonly string[];
    signedInAt?: number;
    provider?: string;
    staff?: boolean;
  }
}

const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().max(200).optional(),
  groups: z.array(z.string()).optional(),
  amr: z.array(z.string()).optional(),
  /** When the provider last asked who it is (OpenID Connect Core §2). */
  auth_time: z.number().int().positive().optional(),
});

const SESSION_SECONDS = 30 * 24 * 60 * 60;

/**
 * Sign-in by any OpenID Connect provider or by a mailed code; sessions are signed cookies, the record is our `viewers`
 * table. `onSignIn` is told of each sign-in, not of later requests of its session.
 */
export async function authOptions(onSignIn?: (signIn: SignIn) => void): Promise<NextAuthOptions> {
  const [secret] = await secrets.readSecret('NEXTAUTH_SECRET');
  return {
    ...(secret === undefined ? {} : { secret }),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [await oidcProvider(), mailCodeProvider()],
    callbacks: {
      signIn: ({ account, profile }) =>
        account?.provider === MAIL_CODE_PROVIDER || hasVerifiedAddress(profile),
      jwt: async ({ token, user, account, profile }) => {
        if (!account) return token;
        const { provider } = account;
        const isCode = provider === MAIL_CODE_PROVIDER;
        const proven = isCode ? provenByCode(user.id) : await provenByProvider(provider, profile);
        onSignIn?.({ viewerId: proven.viewerId, provider });
        return { ...token, ...proven, provider };
      },
      session: ({ session, token }) => ({
        ...session,
        ...(token.viewerId === undefined ? {} : { viewerId: token.viewerId }),
        groups: token.groups ?? [],
        amr: token.amr ?? [],
        signedInAt: token.signedInAt ?? 0,
        ...(token.provider === undefined ? {} : { provider: token.provider }),
      }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeReturnPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
    },
    logger: {
      error: (code) => log.error('auth.error', { code }),
      warn: (code) => log.warn('auth.warning', { code }),
      debug: () => undefined,
    },
  };
}

/** A mailed code gives no powers, whoever it was mailed to. */
function provenByCode(viewerId: string) {
  return { viewerId, groups: [], amr: [], staff: false, signedInAt: seconds() };
}

async function provenByProvider(provider: string, profile: unknown) {
  const { sub, email = '', name, groups = [], amr = [], auth_time: askedAt } = claims.parse(profile);
  const viewer = await rememberViewer(database(), { provider, subject: sub, email, name });
  const roles = await rolesOf(database(), { email: viewer.email, groups, amr });
  const signedInAt = Math.min(seconds(), askedAt ?? seconds());
  return { viewerId: viewer.id, email: viewer.email, groups, amr, staff: roles.length > 0, signedInAt };
}

function seconds(): number {
  return Math.floor(now().getTime() / 1000);
}

/** Only a verified address opens a session: tickets are found by it (OpenID Connect Core §5.1). */
function hasVerifiedAddress(profile: unknown): boolean | string {
  const parsed = claims.safeParse(profile);
  if (parsed.success && parsed.data.email !== undefined && parsed.data.email_verified === true) return true;
  log.warn('auth.address_not_verified');
  return '/sign-in?error=AddressNotVerified';
}

/** Must be `type: 'oauth'` in next-auth v4 for an OpenID Connect provider. */
async function oidcProvider(): Promise<OAuthConfig<z.infer<typeof claims>>> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_NAME } = env();
  const [clientSecret] = await secrets.readSecret('OIDC_CLIENT_SECRET');
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oauth',
    idToken: true,
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    profile: (profile) => ({
      id: profile.sub,
      email: profile.email ?? null,
      name: profile.name ?? null,
      image: null,
    }),
  };
}
