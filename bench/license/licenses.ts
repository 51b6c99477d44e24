import { field, kidBytes, message, requestId } from '@/lib/drm/challenge/test-widevine';
import { findVector, textOf } from '@/lib/drm/challenge/test-vectors';
import { type Kid, parseKid } from '@/lib/domain/kid';
import { defaultPolicy } from '@/lib/domain/playback-policy';

/** The one key of the bench's day: the one that the Widevine challenge of the test vectors asks for. */
export const kid = requireKid('a1a2a3a4b1b241c291d2e1e2e3e4e5e6');

/** What a CDM sends for it. */
export const challenges = {
  widevine: Buffer.from(
    textOf(findVector('widevine-challenge-constructed-one-kid').input, 'challenge_base64'),
    'base64',
  ),
  clearkey: Buffer.from(JSON.stringify({ kids: [base64Url(kidBytes(kid))], type: 'temporary' })),
} as const;

/** What a vendor answers. */
export const licenses = {
  widevine: widevineLicense(),
  clearkey: Buffer.from(
    JSON.stringify({
      keys: [{ kty: 'oct', kid: base64Url(kidBytes(kid)), k: base64Url(Buffer.alloc(16, 1)) }],
      type: 'temporary',
    }),
  ),
} as const;

/** A `SignedMessage` around a License (license_protocol.proto): one content key, the policy, a filler signature. */
function widevineLicense(): Uint8Array {
  const id = message(field(1, Buffer.from(requestId, 'hex')), field(2, 'session-1'), field(4, 1));
  const policy = message(field(1, 1), field(3, 1), field(6, defaultPolicy.licenseSeconds));
  const key = message(
    field(1, kidBytes(kid)),
    field(2, Buffer.alloc(16, 1)),
    field(3, Buffer.alloc(32, 2)),
    field(4, 2),
    field(5, 1),
  );
  const license = message(field(1, id), field(2, policy), field(3, key), field(4, 1_760_000_000));
  return message(
    field(1, 2),
    field(2, license),
    field(3, Buffer.alloc(32, 7)),
    field(4, Buffer.alloc(256, 8)),
  );
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function requireKid(text: string): Kid {
  const parsed = parseKid(text);
  if (parsed === undefined) throw new Error(`${text} is no key id`);
  return parsed;
}
