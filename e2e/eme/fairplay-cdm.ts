import {
  type Bytes,
  concat,
  digest,
  fromBase64,
  fromHex,
  hex,
  random,
  readUint32,
  uint32,
  unwrapKey,
  utf8,
} from './bytes';
import { type Cdm, type CertificateHolder, type Grant, refuse } from './cdm';

/** Tags of the blocks in SPC and CKC; the twin's reader has the same (sandbox/drm/fairplay-license.ts). */
const tags = { assetId: '1bf7f53f5d5d5a1f', contentKey: '58b38165af0e3d5a', duration: '47acf6a418cd091a' };

/** One DER sequence and nothing behind it; a PEM text, which Safari refuses as well, is none. */
export function isDer(bytes: Bytes): boolean {
  return (
    bytes[0] === 0x30 && bytes[1] === 0x82 && ((bytes[2] ?? 0) << 8) + (bytes[3] ?? 0) + 4 === bytes.length
  );
}

export function createFairPlayCdm(holder: CertificateHolder): Cdm {
  let assetId = '';
  const spc = async (): Promise<Bytes> => {
    if (holder.certificate === undefined) return refuse('FairPlay wants its application certificate first.');
    const block = utf8(assetId);
    const payload = mask(concat(fromHex(tags.assetId), uint32(block.length), uint32(block.length), block));
    const certificateHash = await digest('SHA-1', holder.certificate);
    const head = concat(uint32(1), uint32(0), random(16), random(128), certificateHash);
    return concat(head, uint32(payload.length), payload);
  };
  return {
    async begin(initDataType, initData) {
      assetId = readAssetId(initDataType, initData);
      return spc();
    },
    async update(response) {
      if (new TextDecoder().decode(response) === 'renew')
        return { message: await spc(), messageType: 'license-renewal' };
      return { grant: await readCkc(response, fromHex(assetId.replaceAll('-', '').slice(0, 32))) };
    },
    renew: spc,
  };
}

function readAssetId(initDataType: string, initData: Bytes): string {
  const text = new TextDecoder().decode(initData);
  if (initDataType === 'skd') return text.replace(/^skd:\/\//, '');
  if (initDataType !== 'sinf') return refuse('FairPlay takes skd and sinf.');
  const sinf = fromBase64(/"sinf":\["([^"]+)"/.exec(text)?.[1] ?? '');
  // tenc: version and flags, 4 bytes of settings, then the KID
  const tenc = hex(sinf).indexOf(hex(utf8('tenc'))) / 2;
  return hex(sinf.subarray(tenc + 12, tenc + 28));
}

async function readCkc(ckc: Bytes, kid: Bytes): Promise<Grant> {
  if (ckc.length < 28 || readUint32(ckc, 0) !== 1 || readUint32(ckc, 24) !== ckc.length - 28)
    return refuse('The answer is no CKC.');
  const payload = mask(ckc.slice(28));
  const blocks = new Map<string, Bytes>();
  for (let at = 0; at + 16 <= payload.length;) {
    const end = at + 16 + readUint32(payload, at + 8);
    blocks.set(hex(payload.subarray(at, at + 8)), payload.slice(at + 16, end));
    at = end;
  }
  const key = blocks.get(tags.contentKey);
  const duration = blocks.get(tags.duration);
  if (key === undefined) return refuse('There is no key in the CKC.');
  return {
    keys: [{ kid, key: await unwrapKey(kid, key.slice(16, 32)) }],
    expiresAfter: duration === undefined ? Infinity : readUint32(duration, 0),
  };
}

function mask(payload: Bytes): Bytes {
  return payload.map((byte) => byte ^ 0x5a);
}
