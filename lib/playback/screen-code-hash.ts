import { createHash } from 'node:crypto';

/**
 * What is kept of a screen's code (lib/domain/screen-link.ts). Unkeyed: to have a code from its hash is to know a screen
 * that one could give one's own show to, for ten minutes.
 */
export function hashScreenCode(code: string): string {
  return createHash('sha256').update(`screen-code\0${code}`).digest('base64url');
}
