import { createDecipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseLivePath } from './live-path';
import { initSegment, mediaSegment, protectionOf } from './live-stream';
import { readTrack } from './media-track';
import { ascii, concatBytes, findBox, readBoxes, readText, viewOf } from './mp4-boxes';
import { type Rendition, renditions, samplesOf } from './rendition';

/** A decryptor that knows only what stands in the init segment, the media segment and the license. */
function decryptSegment(init: Uint8Array, segment: Uint8Array, key: Uint8Array): Uint8Array[] {
  const { samples } = readTrack(concatBytes([init, segment]));
  const { scheme, pattern, ivSize, constantIv } = readProtection(init);
  const auxiliary = sampleAuxiliary(segment);
  return samples.map(({ data }, index) => {
    const entry = auxiliary[index] ?? new Uint8Array();
    const iv = ivSize === 0 ? constantIv : entry.slice(0, ivSize);
    const listed = subsamplesOf(entry.subarray(ivSize));
    const ranges = listed.length > 0 ? listed : [{ clear: 0, hidden: data.length }];
    return decryptSample({ data, ranges, scheme, pattern, key, iv });
  });
}

/** One entry per sample, found the way a demuxer does it: by saio and saiz. */
function sampleAuxiliary(segment: Uint8Array): Uint8Array[] {
  const traf = findBox(segment, 'moof/traf');
  const types = [...readBoxes(segment, traf.body, traf.end)].map(({ type }) => type);
  if (!types.includes('saio')) return [];
  const view = viewOf(segment);
  const saiz = findBox(segment, 'saiz', traf).body;
  let at = findBox(segment, 'moof').start + view.getUint32(findBox(segment, 'saio', traf).body + 8);
  return Array.from({ length: view.getUint32(saiz + 5) }, (_, index) => {
    const start = at;
    at += view.getUint8(saiz + 4) || view.getUint8(saiz + 9 + index);
    return segment.slice(start, at);
  });
}

function subsamplesOf(entry: Uint8Array): { clear: number; hidden: number }[] {
  if (entry.length === 0) return [];
  const view = viewOf(entry);
  return Array.from({ length: view.getUint16(0) }, (_, index) => {
    const at = 2 + index * 6;
    return { clear: view.getUint16(at), hidden: view.getUint32(at + 2) };
  });
}

function decryptSample(sample: {
  data: Uint8Array;
  ranges: { clear: number; hidden: number }[];
  scheme: string;
  pattern: { crypt: number; skip: number };
  key: Uint8Array;
  iv: Uint8Array;
}): Uint8Array {
  const { key, iv, pattern } = sample;
  const data = new Uint8Array(sample.data);
  const counter = createDecipheriv('aes-128-ctr', key, concatBytes([iv, new Uint8Array(16 - iv.length)]));
  let at = 0;
  for (const { clear, hidden } of sample.ranges) {
    const part = data.subarray(at + clear, at + clear + hidden);
    at += clear + hidden;
    if (sample.scheme === 'cenc') {
      part.set(counter.update(part));
      continue;
    }
    const chain = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
    const stride = pattern.crypt === 0 ? 1 : pattern.crypt + pattern.skip;
    for (let block = 0; (block + 1) * 16 <= part.length; block += 1) {
      if (pattern.crypt > 0 && block % stride >= pattern.crypt) continue;
      part.set(chain.update(part.subarray(block * 16, block * 16 + 16)), block * 16);
    }
  }
  expect(at).toBe(data.length);
  return data;
}

function readProtection(init: Uint8Array) {
  const schm = positionOf(init, 'schm');
  const tenc = init.subarray(positionOf(init, 'tenc') + 8);
  return {
    scheme: readText(init, schm + 8, 4),
    pattern: { crypt: (tenc[1] ?? 0) >> 4, skip: (tenc[1] ?? 0) & 15 },
    isProtected: tenc[2],
    ivSize: tenc[3] ?? 0,
    kid: tenc.slice(4, 20),
    constantIv: tenc.slice(21, 21 + (tenc[20] ?? 0)),
  };
}

function positionOf(bytes: Uint8Array, type: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(ascii(type));
}

const cases = (['cenc', 'cbcs'] as const).flatMap((scheme) =>
  Object.values(renditions).map((rendition): [string, string, Rendition] => [
    scheme,
    rendition.id,
    rendition,
  ]),
);

test.each(cases)('%s %s decrypts to the original with the key of its KID', (scheme, _id, rendition) => {
  const request = parseLivePath(`/live/hall/0/${scheme}/manifest.mpd`);
  const protection = request && protectionOf('secret', 'hall', request.variant);
  if (protection === undefined) throw new Error('no protection');
  const { key, kid } = protection.keys[rendition.label];
  const init = initSegment(rendition, protection);
  const read = readProtection(init);
  expect([read.scheme, read.isProtected, read.kid]).toEqual([scheme, 1, kid]);

  const originals = samplesOf(rendition, 29);
  const segment = mediaSegment(rendition, 29, protection);
  const encrypted = readTrack(concatBytes([init, segment])).samples;
  const decrypted = decryptSegment(init, segment, key);
  expect(encrypted.map(({ data: _, ...rest }) => rest)).toEqual(
    originals.map(({ data: _, ...rest }) => rest),
  );
  expect(decrypted.map(hashable)).toEqual(originals.map(({ data }) => hashable(data)));
  expect(hashable(encrypted[0]?.data), 'the sync sample is hidden').not.toBe(hashable(decrypted[0]));
});

test('samples under one key never share a cenc IV, whatever their rendition and segment', () => {
  const protection = protectionOf('secret', 'hall', { scheme: 'cenc', drm: 'clearkey' });
  const { v240, v480, v720 } = renditions;
  const ivs = [v240, v480, v720].flatMap((rendition) =>
    [0, 1, 30].flatMap((segment) =>
      sampleAuxiliary(mediaSegment(rendition, segment, protection)).map((entry) =>
        hashable(entry.slice(0, 8)),
      ),
    ),
  );
  expect([ivs.length, new Set(ivs).size]).toEqual([450, 450]);
});

function hashable(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64');
}
