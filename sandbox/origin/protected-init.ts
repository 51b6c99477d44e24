import type { MediaKind } from './media-track';
import { ascii, box, concatBytes, fullBox, readBoxes, uint32 } from './mp4-boxes';
import type { Scheme } from './sample-encryption';

interface Protection {
  kind: MediaKind;
  scheme: Scheme;
  kid: Uint8Array;
  /** The constant IV of cbcs. */
  iv: Uint8Array;
  /** pssh boxes for the end of moov. */
  pssh: Uint8Array[];
}

const pathToSampleEntry = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];

/** Marks the only sample entry of an init segment as encrypted (ISO/IEC 23001-7 §8) and adds the pssh boxes. */
export function protectInit(init: Uint8Array, protection: Protection): Uint8Array {
  const rewrite = (bytes: Uint8Array, depth: number): Uint8Array => {
    const parts = [...readBoxes(bytes)].map((found) => {
      if (found.type !== pathToSampleEntry[depth]) return bytes.subarray(found.start, found.end);
      const body = bytes.subarray(found.body, found.end);
      if (found.type === 'stsd') return protectSampleEntry(body, protection);
      const pssh = found.type === 'moov' ? protection.pssh : [];
      return box(found.type, rewrite(body, depth + 1), ...pssh);
    });
    return concatBytes(parts);
  };
  return rewrite(init, 0);
}

function protectSampleEntry(stsdBody: Uint8Array, protection: Protection): Uint8Array {
  const { kind, scheme } = protection;
  const entry = [...readBoxes(stsdBody, 8)][0];
  if (entry === undefined) throw new Error('stsd is empty.');
  const sinf = box(
    'sinf',
    box('frma', ascii(entry.type)),
    fullBox('schm', [0, 0], ascii(scheme), uint32(0x10000)),
    box('schi', trackEncryption(protection)),
  );
  const body = stsdBody.subarray(entry.body, entry.end);
  return fullBox('stsd', [0, 0], uint32(1), box(kind === 'video' ? 'encv' : 'enca', body, sinf));
}

/** tenc: reserved, pattern (crypt 1, skip 9), isProtected, IV size of each sample; then KID and the constant IV. */
function trackEncryption({ kind, scheme, kid, iv }: Protection): Uint8Array {
  if (scheme === 'cenc') return fullBox('tenc', [0, 0], Uint8Array.of(0, 0, 1, 8), kid);
  const pattern = kind === 'video' ? 0x19 : 0;
  return fullBox('tenc', [1, 0], Uint8Array.of(0, pattern, 1, 0), kid, Uint8Array.of(iv.length), iv);
}
