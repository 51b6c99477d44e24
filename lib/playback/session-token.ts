import { jwtVerify, SignJWT } from 'jose';
import { JWTExpired } from 'jose/errors';
import { z } from 'zod';
import { secrets } from '@/lib/config/secrets';
import { TOKEN_LIFETIME_SECONDS } from '@/lib/domain/playback-session';
import { Fault } from '@/lib/fault';

const ISSUER = 'stagedoor';
const AUDIENCE = 'stagedoor-playback';
const TYPE = 'playback+jwt';

const claimsSchema = z.object({
  sub: z.string().min(1),
  day: z.string().min(1),
  viewer: z.string().min(1).optional(),
  bind: z.string().min(1).optional(),
  until: z.number().int(),
});

/** What a playback token proves, once verified. Only this file makes one. */
export interface SessionClaims {
  readonly sessionId: string;
  readonly eventDayId: string;
  /** Absent for open access: anyone may hold such a token. */
  readonly viewerId: string | undefined;
  /** The browser it was given to (lib/http/device-cookie.ts); absent for open access. */
  readonly binding: string | undefined;
  /** When the day is over for good; no token outlives it. */
  readonly until: Date;
  readonly __proof: 'session';
}

type NewToken = Omit<SessionClaims, '__proof'>;

/** A signed token of ten minutes, never past the end of the day (RFC 7519; HS256 only, typ `playback+jwt`). */
export async function signSessionToken(token: NewToken, now: Date): Promise<string> {
  const [current] = await signingKeys();
  const until = Math.floor(token.until.getTime() / 1000);
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    day: token.eventDayId,
    until,
    ...(token.viewerId === undefined ? {} : { viewer: token.viewerId }),
    ...(token.binding === undefined ? {} : { bind: token.binding }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(token.sessionId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(Math.min(issuedAt + TOKEN_LIFETIME_SECONDS, until))
    .sign(current);
}

/**
 * The claims of a token that we signed, with the current or the previous secret. Throws Fault `token_invalid`
 * (missing, forged, another algorithm, audience or type) or `token_expired`.
 */
export async function verifySessionToken(token: string | undefined, now: Date): Promise<SessionClaims> {
  return verify(token, { currentDate: now });
}

/**
 * As verifySessionToken, but an expired token is taken until its day is over. Only for the beat, which asks the
 * database whether the session still stands: a device that slept learns there that another one took over.
 */
export async function verifyOutdatedToken(token: string | undefined, now: Date): Promise<SessionClaims> {
  const claims = await verify(token, { currentDate: now, clockTolerance: '365 days' });
  if (now >= claims.until) throw new Fault('token_expired', 'the day is over');
  return claims;
}

async function verify(
  token: string | undefined,
  clock: { currentDate: Date; clockTolerance?: string },
): Promise<SessionClaims> {
  if (token === undefined) throw new Fault('token_invalid', 'no token');
  let refused: unknown;
  for (const key of await signingKeys()) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        ...clock,
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      return prove(claimsSchema.parse(payload));
    } catch (error) {
      if (error instanceof JWTExpired) throw new Fault('token_expired', undefined, { cause: error });
      refused = error;
    }
  }
  throw new Fault('token_invalid', undefined, { cause: refused });
}

function prove(claims: z.infer<typeof claimsSchema>): SessionClaims {
  return {
    sessionId: claims.sub,
    eventDayId: claims.day,
    viewerId: claims.viewer,
    binding: claims.bind,
    until: new Date(claims.until * 1000),
    __proof: 'session',
  } as SessionClaims;
}

async function signingKeys(): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
  const [current, ...previous] = (await secrets.readSecret('PLAYBACK_TOKEN_SECRET')).map((text) =>
    new TextEncoder().encode(text),
  );
  if (current === undefined || current.length < 32)
    throw new Fault('internal', 'PLAYBACK_TOKEN_SECRET is shorter than 32 bytes');
  return [current, ...previous];
}

/** A ticket's token is good in one browser only. Throws Fault `token_invalid` in any other. */
export function requireBinding(claims: SessionClaims, binding: string | undefined): void {
  if (claims.viewerId === undefined) return;
  if (claims.binding === undefined || claims.binding !== binding) {
    throw new Fault('token_invalid', 'a token of another browser');
  }
}
