import { createCipheriv } from 'node:crypto';
import type { MediaKind } from './media-track';
import { concatBytes, viewOf } from './mp4-boxes';

/** Protection schemes of Common Encryption, ISO/IEC 23001-7 §10. */
export type Scheme = 'cenc' | 'cbcs';

/** Byte counts: a clear part, then a protected part. */
export interface Subsample {
  clear: number;
  protected: number;
}

export interface EncryptedSample {
  data: Uint8Array;
  /** Empty when the whole sample is protected (audio). */
  subsamples: Subsample[];
}

export interface SampleCipher {
  kind: MediaKind;
  scheme: Scheme;
  key: Uint8Array;
  /** cenc: 8 bytes, never used twice with one key. cbcs: the constant 16 bytes. */
  iv: Uint8Array;
}

/** NAL length and header with 64 bytes of slice header, which must stay readable. */
const clearLead = 4 + 64;
const largestClear = 0xffff;

/** Encrypts one sample: audio whole, H.264 (4-byte NAL lengths) behind the slice headers. Length stays the same. */
export function encryptSample(sample: Uint8Array, cipher: SampleCipher): EncryptedSample {
  const data = new Uint8Array(sample);
  const subsamples = cipher.kind === 'video' ? videoSubsamples(sample, cipher.scheme) : [];
  const parts = protectedParts(data, subsamples);
  if (cipher.scheme === 'cenc') encryptCounterMode(parts, cipher);
  else for (const part of parts) encryptPattern(part, cipher);
  return { data, subsamples };
}

function videoSubsamples(sample: Uint8Array, scheme: Scheme): Subsample[] {
  const subsamples: Subsample[] = [];
  let clear = 0;
  for (let at = 0; at < sample.length;) {
    const length = 4 + viewOf(sample).getUint32(at);
    const hidden = protectedLength(viewOf(sample).getUint8(at + 4) & 0x1f, length, scheme);
    clear += length - hidden;
    at += length;
    if (hidden === 0) continue;
    subsamples.push(...clearOnly(clear - (clear % largestClear)));
    subsamples.push({ clear: clear % largestClear, protected: hidden });
    clear = 0;
  }
  return [...subsamples, ...clearOnly(clear)];
}

/** Only slices (types 1 and 5) are protected; cenc takes whole blocks. */
function protectedLength(nalType: number, length: number, scheme: Scheme): number {
  if ((nalType !== 1 && nalType !== 5) || length <= clearLead + 16) return 0;
  const rest = length - clearLead;
  return scheme === 'cenc' ? rest - (rest % 16) : rest;
}

function clearOnly(length: number): Subsample[] {
  const subsamples: Subsample[] = [];
  for (let left = length; left > 0; left -= largestClear) {
    subsamples.push({ clear: Math.min(left, largestClear), protected: 0 });
  }
  return subsamples;
}

function protectedParts(data: Uint8Array, subsamples: Subsample[]): Uint8Array[] {
  if (subsamples.length === 0) return [data];
  let at = 0;
  return subsamples.map((subsample) => {
    const start = at + subsample.clear;
    at = start + subsample.protected;
    return data.subarray(start, at);
  });
}

/** One counter runs through all protected parts of a sample. */
function encryptCounterMode(parts: Uint8Array[], { key, iv }: SampleCipher): void {
  const cipher = createCipheriv('aes-128-ctr', key, concatBytes([iv, new Uint8Array(8)]));
  for (const part of parts) part.set(cipher.update(part));
}

/** Video: 1 block of 10. Audio: every whole block. The IV starts anew with each part; a last short block is clear. */
function encryptPattern(part: Uint8Array, { key, iv, kind }: SampleCipher): void {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  const stride = kind === 'video' ? 160 : 16;
  for (let at = 0; at + 16 <= part.length; at += stride) {
    part.set(cipher.update(part.subarray(at, at + 16)), at);
  }
}
