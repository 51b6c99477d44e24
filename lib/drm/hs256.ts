import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

type Signer = (claims: object) => string;

const signers = new WeakMap<Buffer, Signer>();

/** A JWT with exactly these claims, `typ` JWT. What a key needs is prepared once for as long as the Buffer lives. */
export function signHs256(claims: object, key: Buffer): string {
  let sign = signers.get(key);
  if (sign === undefined) {
    sign = createHs256Signer(key, 'JWT');
    signers.set(key, sign);
  }
  return sign(claims);
}

/**
 * Makes JWTs with one key (RFC 7515 §7.1, HS256); claims are signed as they are, nothing is added. By hand because it
 * is on the path of every license twice: fast-jwt copies claims and header each time, which more than doubles the CPU.
 */
export function createHs256Signer(key: string | Buffer, typ: string): Signer {
  const secret = createSecretKey(Buffer.from(key));
  const header = headerOf(typ);
  return (claims) => {
    const input = `${header}.${base64Url(JSON.stringify(claims))}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
}

/**
 * Reads what `createHs256Signer` made with the same key and `typ`: its claims, or undefined for anything else. The header
 * is compared as text, so that no other algorithm, type or extension is even looked at (RFC 8725 §3.1, §3.11).
 */
export function createHs256Reader(key: string | Buffer, typ: string): (token: string) => unknown {
  const secret = createSecretKey(Buffer.from(key));
  const start = `${headerOf(typ)}.`;
  return (token) => {
    const dot = token.lastIndexOf('.');
    if (!token.startsWith(start) || dot < start.length) return undefined;
    const signature = createHmac('sha256', secret).update(token.slice(0, dot)).digest('base64url');
    if (!isSame(signature, token.slice(dot + 1))) return undefined;
    const claims: unknown = JSON.parse(Buffer.from(token.slice(start.length, dot), 'base64url').toString());
    return claims;
  };
}

function isSame(expected: string, given: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function headerOf(typ: string): string {
  return base64Url(JSON.stringify({ alg: 'HS256', typ }));
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
