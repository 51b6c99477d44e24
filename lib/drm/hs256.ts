import { createHmac, createSecretKey } from 'node:crypto';

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
  const header = base64Url(JSON.stringify({ alg: 'HS256', typ }));
  return (claims) => {
    const input = `${header}.${base64Url(JSON.stringify(claims))}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
