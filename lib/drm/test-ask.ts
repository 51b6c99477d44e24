import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { KeySystem } from '@/lib/domain/key-system';
import { type Kid, parseKid } from '@/lib/domain/kid';
import { findVector } from '@/lib/drm/challenge/test-vectors';
import type { LicenseAsk } from '@/lib/drm/vendor';

export function text(value: unknown): string {
  return z.string().parse(value);
}

export function kid(hex: string): Kid {
  const parsed = parseKid(hex);
  if (parsed === undefined) throw new Error('no kid');
  return parsed;
}

export const NOW = new Date('2026-12-24T10:00:00.500Z');
export const UNIX_NOW = Math.floor(NOW.getTime() / 1000);
export const ASKED = [
  kid('a1a2a3a4-b1b2-41c2-91d2-e1e2e3e4e5e6'),
  kid('a1a2a3a4-b1b2-41c2-91d2-e1e2e3e4e5e7'),
] as const;

const challenges = {
  widevine: Buffer.from('0801120a0a08', 'hex'),
  playready: Buffer.from('<soap:Envelope/>'),
  fairplay: Buffer.from(text(findVector('fairplay-body-encodings').input.spc_base64), 'base64'),
  clearkey: Buffer.from(text(findVector('clearkey-2f05477f').input.request)),
} satisfies Record<KeySystem, Buffer>;

/** A first request for two keys of a day that ends in three hours, one hour per license. */
export function askOf(keySystem: KeySystem, change: Partial<LicenseAsk> = {}): LicenseAsk {
  return {
    keySystem,
    kind: 'new',
    challenge: challenges[keySystem],
    kids: ASKED,
    contentId: 'live-2026-12-24',
    sessionId: 'pbs_7KQ4MX',
    policy: { licenseSeconds: 3600, hdcp: 'none', securityLevel: 'software' },
    until: new Date(NOW.getTime() + 3 * 3600 * 1000),
    now: NOW,
    ...change,
  };
}

/** Header and claims of a JWT whose HS256 signature was checked here, without the library that made it. */
export function openHs256(jwt: string, secret: Uint8Array) {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) throw new Error('signature is wrong');
  return { header: decodePart(header), claims: decodePart(payload) };
}

export function decodePart(part: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(part, 'base64url').toString()));
}
