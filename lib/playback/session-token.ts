import { z } from 'zod';
import type { DayRules } from '@/lib/domain/day-rules';
import { keySystems } from '@/lib/domain/key-system';
import { type Kid, kidFromBytes } from '@/lib/domain/kid';
import { TOKEN_LIFETIME_SECONDS } from '@/lib/domain/playback-session';
import { hdcpLevels, securityLevels } from '@/lib/domain/playback-policy';
import { Fault } from '@/lib/fault';
import { readClaims, signClaims } from '@/lib/playback/signed-claims';

const KIND = 'playback+jwt';

const claimsSchema = z.object({
  sub: z.string().min(1),
  day: z.string().min(1),
  viewer: z.string().min(1).optional(),
  bind: z.string().min(1).optional(),
  until: z.number().int(),
  exp: z.number().int(),
  systems: z.array(z.enum(keySystems)),
  kids: z.array(z.string()),
  contents: z.array(z.string()),
  media: z.array(z.string()).default([]),
  policy: z.tuple([z.number().int(), z.enum(hdcpLevels), z.enum(securityLevels)]),
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
  /** As they were when it was signed: what holds while the database is away. */
  readonly rules: DayRules;
  /** What its holder may fetch from the CDN (lib/domain/media-resource.ts); empty where the CDN wants no cookies. */
  readonly media: readonly string[];
  /** When the token itself runs out; only a beat looks at older ones. */
  readonly expiresAt: Date;
  readonly __proof: 'session';
}

type NewToken = Omit<SessionClaims, '__proof' | 'expiresAt' | 'media'> &
  Partial<Pick<SessionClaims, 'media'>>;

/** A signed token of ten minutes, never past the end of the day (RFC 7519; HS256 only, typ `playback+jwt`). */
export async function signSessionToken(token: NewToken, now: Date): Promise<string> {
  const until = toSeconds(token.until);
  const issuedAt = toSeconds(now);
  const { keySystems: systems, kids, contentIds: contents, policy } = token.rules;
  return signClaims(KIND, {
    sub: token.sessionId,
    day: token.eventDayId,
    until,
    iat: issuedAt,
    exp: Math.min(issuedAt + TOKEN_LIFETIME_SECONDS, until),
    ...(token.viewerId === undefined ? {} : { viewer: token.viewerId }),
    ...(token.binding === undefined ? {} : { bind: token.binding }),
    systems,
    kids: kids.map(toShortKid),
    contents,
    ...(token.media === undefined || token.media.length === 0 ? {} : { media: token.media }),
    policy: [policy.licenseSeconds, policy.hdcp, policy.securityLevel],
  });
}

/**
 * The claims of a token that we signed, with the current or the previous secret. Throws Fault `token_invalid`
 * (missing, forged, another algorithm, audience or type) or `token_expired`.
 */
export async function verifySessionToken(token: string | undefined, now: Date): Promise<SessionClaims> {
  const claims = await verify(token);
  if (now >= claims.expiresAt) throw new Fault('token_expired');
  return claims;
}

/**
 * As verifySessionToken, but an expired token is taken until its day is over. Only for the beat, which asks the
 * database whether the session still stands: a device that slept learns there that another one took over.
 */
export async function verifyOutdatedToken(token: string | undefined, now: Date): Promise<SessionClaims> {
  const claims = await verify(token);
  if (now >= claims.until) throw new Fault('token_expired', 'the day is over');
  return claims;
}

/** A ticket's token is good in one browser only. Throws Fault `token_invalid` in any other. */
export function requireBinding(claims: SessionClaims, binding: string | undefined): void {
  if (claims.viewerId === undefined) return;
  if (claims.binding === undefined || claims.binding !== binding) {
    throw new Fault('token_invalid', 'a token of another browser');
  }
}

async function verify(token: string | undefined): Promise<SessionClaims> {
  if (token === undefined) throw new Fault('token_invalid', 'no token');
  const parsed = claimsSchema.safeParse(await readClaims(KIND, token));
  if (!parsed.success) throw new Fault('token_invalid', 'claims of another version', { cause: parsed.error });
  return prove(parsed.data);
}

function prove(claims: z.infer<typeof claimsSchema>): SessionClaims {
  const [licenseSeconds, hdcp, securityLevel] = claims.policy;
  return {
    sessionId: claims.sub,
    eventDayId: claims.day,
    viewerId: claims.viewer,
    binding: claims.bind,
    until: new Date(claims.until * 1000),
    media: claims.media,
    expiresAt: new Date(claims.exp * 1000),
    rules: {
      keySystems: claims.systems,
      kids: claims.kids.flatMap((kid) => fromShortKid(kid) ?? []),
      contentIds: claims.contents,
      policy: { licenseSeconds, hdcp, securityLevel },
    },
    __proof: 'session',
  } as SessionClaims;
}

/** 22 characters instead of 36: tokens travel in headers. */
export function toShortKid(kid: Kid): string {
  return Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url');
}

export function fromShortKid(text: string): Kid | undefined {
  return kidFromBytes(Buffer.from(text, 'base64url'));
}

function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
