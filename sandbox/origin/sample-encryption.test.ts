import { expect, test } from 'vitest';
import { concatBytes, uint32 } from './mp4-boxes';
import { encryptSample } from './sample-encryption';

const cipher = { kind: 'video', key: new Uint8Array(16).fill(1) } as const;
const cenc = { ...cipher, scheme: 'cenc', iv: new Uint8Array(8) } as const;
const cbcs = { ...cipher, scheme: 'cbcs', iv: new Uint8Array(16) } as const;

function nal(type: number, length: number): Uint8Array {
  return concatBytes([uint32(length - 4), Uint8Array.of(type), new Uint8Array(length - 5)]);
}

test('parameter sets and the first 68 bytes of a slice stay readable; cenc hides whole blocks only', () => {
  const sample = concatBytes([nal(7, 30), nal(5, 68 + 40)]);
  expect(encryptSample(sample, cenc).subsamples).toEqual([{ clear: 30 + 68 + 8, protected: 32 }]);
  expect(encryptSample(sample, cbcs).subsamples).toEqual([{ clear: 30 + 68, protected: 40 }]);
});

test('a slice too short to hide and what follows the last slice are listed as clear', () => {
  const sample = concatBytes([nal(1, 84), nal(5, 84 + 16), nal(6, 20)]);
  expect(encryptSample(sample, cenc).subsamples).toEqual([
    { clear: 84 + 68, protected: 32 },
    { clear: 20, protected: 0 },
  ]);
});

test('clear parts longer than 16 bits are split', () => {
  const sample = concatBytes([nal(6, 70_000), nal(5, 100)]);
  const { subsamples } = encryptSample(sample, cenc);
  expect(subsamples).toEqual([
    { clear: 65_535, protected: 0 },
    { clear: 70_000 - 65_535 + 68, protected: 32 },
  ]);
});

test('cbcs hides one block in ten of a slice', () => {
  const sample = nal(5, 68 + 320);
  const { data } = encryptSample(sample, cbcs);
  const changed = Array.from({ length: 20 }, (_, block) => block).filter((block) => {
    const at = 68 + block * 16;
    return Buffer.compare(data.subarray(at, at + 16), sample.subarray(at, at + 16)) !== 0;
  });
  expect(changed).toEqual([0, 10]);
});
