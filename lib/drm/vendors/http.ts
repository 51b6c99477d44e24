import { randomUUID } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import type { claimPlaceholders, HttpEntry, textPlaceholders } from '@/lib/config/drm-http-entry';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import { challengeBody } from '@/lib/drm/challenge-body';
import { judgeReply } from '@/lib/drm/judge-reply';
import { licenseSeconds, tokenWindow } from '@/lib/drm/time-limits';
import type { DrmVendor, LicenseAsk } from '@/lib/drm/vendor';
import { keyedSecret, secretBytes } from '@/lib/drm/vendor-secret';

type Claims = NonNullable<HttpEntry['jwt']>['claims'];
type Json = Claims[string];
type TextValues = Record<(typeof textPlaceholders)[number], string>;
type ClaimValues = Record<(typeof claimPlaceholders)[number], Json>;

export interface HttpAccount {
  readonly url: string;
  readonly headers: HttpEntry['headers'];
  readonly words: HttpEntry['words'];
  readonly body: HttpEntry['body'];
  readonly token: { readonly claims: Claims; readonly sign: (claims: object) => string } | undefined;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** Throws naming the secret when its value is not usable. */
export function toHttpAccount(entry: HttpEntry, values: DrmSecretValues): HttpAccount {
  const { url, headers, words, body, jwt } = entry;
  return { url, headers, words, body, token: jwt === undefined ? undefined : tokenOf(jwt, values) };
}

/** The vendor that is all configuration: address, headers, claims and FairPlay body as its entry says. */
export const httpVendor: DrmVendor<HttpAccount> = {
  buildLicenseRequest(ask, account) {
    const { contentId, sessionId, kids } = ask;
    const values = { contentId, sessionId, kid: kids[0] ?? '', token: mintToken(ask, account) };
    const own = Object.entries(account.headers).map(([name, template]) => [
      name.toLowerCase(),
      fillText(template, values, headerValue),
    ]);
    const { headers, body } = challengeBody(ask, account.body);
    return {
      url: fillText(account.url, values, encodeURIComponent),
      headers: { ...Object.fromEntries(own), ...headers },
      body,
    };
  },
  readLicense(reply, ask) {
    return judgeReply(reply, ask);
  },
};

function tokenOf(jwt: NonNullable<HttpEntry['jwt']>, values: DrmSecretValues): HttpAccount['token'] {
  const { algorithm, keyId, claims } = jwt;
  const rule = { name: jwt.secret, encoding: jwt.secretEncoding };
  const { secret, ...header } =
    keyId === undefined
      ? { secret: secretBytes(values, rule) }
      : withKid(keyedSecret(values, { ...rule, keyId }));
  // A PEM in one line of an environment file has its line breaks as \n.
  const key = algorithm === 'RS256' ? secret.toString('utf8').replaceAll('\\n', '\n').trim() : secret;
  // Without this the signer adds its own clock, with it an `iat` of the claims is dropped.
  const noTimestamp = claims.iat === undefined;
  try {
    return { claims, sign: createSigner({ key, algorithm, noTimestamp, ...header }) };
  } catch (cause) {
    throw new Error(`${jwt.secret} is no key for ${algorithm}`, { cause });
  }
}

function withKid({ keyId, secret }: { keyId: string; secret: Buffer }) {
  return { secret, kid: keyId };
}

function mintToken(ask: LicenseAsk, { token, words }: HttpAccount): string {
  if (token === undefined) return '';
  const { hdcp, securityLevel } = ask.policy;
  const { issuedAt, expiresAt } = tokenWindow(ask.now);
  const values: ClaimValues = {
    contentId: ask.contentId,
    kid: ask.kids[0] ?? '',
    kids: [...ask.kids],
    sessionId: ask.sessionId,
    jti: randomUUID(),
    iat: issuedAt,
    exp: expiresAt,
    until: Math.floor(ask.until.getTime() / 1000),
    licenseSeconds: licenseSeconds(ask),
    hdcp: words.hdcp === undefined ? hdcp : words.hdcp[hdcp],
    securityLevel: words.securityLevel === undefined ? securityLevel : words.securityLevel[securityLevel],
  };
  return token.sign(
    Object.fromEntries(Object.entries(token.claims).map(([name, claim]) => [name, fillClaim(claim, values)])),
  );
}

/** A string that is one placeholder becomes its value, number or array as it is; elsewhere values are text. */
function fillClaim(claim: Json, values: ClaimValues): Json {
  if (Array.isArray(claim)) return claim.map((item) => fillClaim(item, values));
  if (typeof claim === 'object' && claim !== null) {
    return Object.fromEntries(
      Object.entries(claim).map(([name, content]) => [name, fillClaim(content, values)]),
    );
  }
  if (typeof claim !== 'string') return claim;
  const known = new Map<string, Json>(Object.entries(values));
  const whole = known.get(/^\{(\w+)\}$/.exec(claim)?.[1] ?? '');
  if (whole !== undefined) return whole;
  return claim.replaceAll(PLACEHOLDER, (same, name: string) => String(known.get(name) ?? same));
}

function fillText(template: string, values: TextValues, write: (value: string) => string): string {
  const known = new Map(Object.entries(values));
  return template.replaceAll(PLACEHOLDER, (same, name: string) => {
    const value = known.get(name);
    return value === undefined ? same : write(value);
  });
}

/** A content id may be written in any script, a header may not. */
function headerValue(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value);
}
