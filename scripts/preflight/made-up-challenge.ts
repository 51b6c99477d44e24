import { createHash } from 'node:crypto';
import type { KeySystem } from '@/lib/domain/key-system';
import type { Kid } from '@/lib/domain/kid';
import { guidOf, header, keyMessage, soap } from '@/lib/drm/challenge/test-playready';
import { byCenc, psshData, widevineRequest } from '@/lib/drm/challenge/test-widevine';

interface Asking {
  readonly kids: readonly Kid[];
  /** FairPlay: the application certificate. */
  readonly certificate: Uint8Array | undefined;
}

/**
 * What a player of that key system would send, from a device that does not exist: framed as the real one (the vectors in
 * lib/drm), with filler where a device would sign and encrypt. The twins take it; a real vendor may say no to it.
 */
export function madeUpChallenge(
  keySystem: KeySystem,
  { kids, certificate }: Asking,
): Uint8Array<ArrayBuffer> {
  switch (keySystem) {
    case 'widevine':
      return new Uint8Array(widevineRequest(byCenc(psshData({ kids }))));
    case 'playready':
      return new Uint8Array(Buffer.from(keyMessage(soap(playReadyHeader(kids))), 'utf16le'));
    case 'fairplay':
      return new Uint8Array(madeUpSpc(kids[0] ?? '', certificate ?? Buffer.alloc(0)));
    case 'clearkey':
      return new Uint8Array(Buffer.from(clearKeyRequest(kids)));
  }
}

function playReadyHeader(kids: readonly Kid[]): string {
  const each = kids.map((kid) => `<KID ALGID="AESCTR" VALUE="${guidOf(kid)}"></KID>`).join('');
  return header('4.3.0.0', `<PROTECTINFO><KIDS>${each}</KIDS></PROTECTINFO>`);
}

/** W3C EME §9.1.3. */
function clearKeyRequest(kids: readonly Kid[]): string {
  const names = kids.map((kid) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'));
  return JSON.stringify({ kids: names, type: 'temporary' });
}

const PAYLOAD_AT = 176;
const CERTIFICATE_HASH_AT = 152;
const ASSET_TAG = '1bf7f53f5d5d5a1f';

/** An SPC as Apple lays it out; what Apple encrypts is only masked. */
function madeUpSpc(kid: string, certificate: Uint8Array): Uint8Array {
  const asset = Buffer.from(kid);
  const length = uint32(asset.length);
  const block = Buffer.concat([Buffer.from(ASSET_TAG, 'hex'), length, length, asset]);
  const spc = Buffer.alloc(PAYLOAD_AT);
  spc.writeUInt32BE(1, 0);
  createHash('sha1').update(certificate).digest().copy(spc, CERTIFICATE_HASH_AT);
  spc.writeUInt32BE(block.length, PAYLOAD_AT - 4);
  return Buffer.concat([spc, block.map((byte) => byte ^ 0x5a)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
