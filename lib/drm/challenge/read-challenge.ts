import type { KeySystem } from '@/lib/domain/key-system';
import { MAX_CHALLENGE_BYTES } from '@/lib/domain/license-limits';
import type { Challenge } from './challenge';
import { readClearKeyChallenge } from './clearkey';
import { readPlayReadyChallenge } from './playready';
import { readWidevineChallenge } from './widevine';

/**
 * What a CDM's message asks for. Never throws; work grows linearly with the bytes. Undefined for an empty, oversized or
 * malformed message and for a kind that we never answer (persistent or offline licenses, keys named in ways that the
 * event days here do not use): the caller answers 400 and calls no vendor.
 */
export function readChallenge(keySystem: KeySystem, bytes: Uint8Array): Challenge | undefined {
  if (bytes.length === 0 || bytes.length > MAX_CHALLENGE_BYTES) return undefined;
  switch (keySystem) {
    case 'widevine':
      return readWidevineChallenge(bytes);
    case 'playready':
      return readPlayReadyChallenge(bytes);
    case 'fairplay':
      return { kind: 'sealed' };
    case 'clearkey':
      return readClearKeyChallenge(bytes);
  }
}
