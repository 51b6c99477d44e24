import { createHash } from 'node:crypto';
import { inject } from 'vitest';
import type { KeySystem } from '@/lib/domain/key-system';
import type { Kid } from '@/lib/domain/kid';
import { guidOf, header, keyMessage, soap } from '@/lib/drm/challenge/test-playready';
import {
  byCenc,
  field,
  kidBytes,
  message,
  psshData,
  type PsshNames,
  requestId,
  widevineRequest,
} from '@/lib/drm/challenge/test-widevine';
import { clearKeyChallenge } from '@/lib/playback/test-channel';

/** What a CDM of that key system would send for these keys (FairPlay: for the first one). */
export async function challengeFor(
  keySystem: KeySystem,
  kids: readonly Kid[],
): Promise<Uint8Array<ArrayBuffer>> {
  switch (keySystem) {
    case 'widevine':
      return widevineChallenge({ kids });
    case 'playready':
      return owned(Buffer.from(keyMessage(soap(headerFor(kids))), 'utf16le'));
    case 'fairplay':
      return owned(await spcFor(kids[0] ?? ''));
    case 'clearkey':
      return owned(Buffer.from(clearKeyChallenge(kids)));
  }
}

/** A first Widevine request whose init data names these; its request id is `requestId`. */
export function widevineChallenge(...names: readonly PsshNames[]): Uint8Array<ArrayBuffer> {
  return owned(widevineRequest(byCenc(...names.map(psshData))));
}

export function barePlayReady(kids: readonly Kid[]): Uint8Array<ArrayBuffer> {
  return owned(Buffer.from(soap(headerFor(kids))));
}

function headerFor(kids: readonly Kid[]): string {
  const each = kids.map((kid) => `<KID ALGID="AESCTR" VALUE="${guidOf(kid)}"></KID>`).join('');
  return header('4.3.0.0', `<PROTECTINFO><KIDS>${each}</KIDS></PROTECTINFO>`);
}

/** What the CDM sends to renew (2) or release (3) the license of these keys: no key id where a proxy can read it. */
export function widevineFollowUp(
  kids: readonly Kid[],
  { type = 2, id = requestId }: { readonly type?: 2 | 3; readonly id?: string } = {},
): Uint8Array<ArrayBuffer> {
  // The vendor's session id, which it put into the license: its own affair what it means.
  const session = Buffer.concat([Buffer.from('KFS1'), ...kids.map(kidBytes)]);
  const license = message(field(1, Buffer.from(id, 'hex')), field(2, session), field(4, 1), field(5, 0));
  return owned(widevineRequest(field(3, message(field(1, license), field(2, 600))), type));
}

const SPC_PAYLOAD = 176;

/** An SPC as Apple lays it out: sealed to our reader; the vendor's twin only masks what Apple encrypts. */
async function spcFor(kid: string): Promise<Uint8Array> {
  const response = await fetch(`${inject('drmUrl')}/doverunner/ri/fpsCert.do?siteId=STGD`);
  const certificate = Buffer.from(await response.arrayBuffer());
  const asset = Buffer.from(kid);
  const block = Buffer.concat([
    Buffer.from('1bf7f53f5d5d5a1f', 'hex'),
    uint32(asset.length),
    uint32(asset.length),
    asset,
  ]);
  const spc = Buffer.alloc(SPC_PAYLOAD);
  spc.writeUInt32BE(1, 0);
  createHash('sha1').update(certificate).digest().copy(spc, 152);
  spc.writeUInt32BE(block.length, 172);
  return Buffer.concat([spc, block.map((byte) => byte ^ 0x5a)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
