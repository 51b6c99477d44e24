import { createHash, randomBytes } from 'node:crypto';

/** What a claim link carries: 256 random bits, only ever in its mail. */
export function newClaimToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of it. With that many random bits a plain SHA-256 cannot be searched. */
export function hashClaimToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
