import { expect, test } from 'vitest';
import { mediaSegment } from './live-stream';
import { readTrack } from './media-track';
import { concatBytes, findBox, viewOf } from './mp4-boxes';
import { renditions, samplesOf, segmentTime } from './rendition';

const all = Object.values(renditions).map((rendition) => ({ id: rendition.id, rendition }));

test.each(all)(
  '$id: each segment begins where the one before it ends, over the seam too',
  ({ rendition }) => {
    for (const first of [0, 28, 29, 30, 3599, 450_000_029]) {
      const bytes = mediaSegment(rendition, first, undefined);
      const { samples } = readTrack(concatBytes([rendition.track.init, bytes]));
      const length = samples.reduce((sum, { duration }) => sum + duration, 0);
      const begins = viewOf(bytes).getBigUint64(findBox(bytes, 'moof/traf/tfdt').body + 4);
      expect(begins).toBe(BigInt(segmentTime(rendition, first)));
      expect(segmentTime(rendition, first) + length).toBe(segmentTime(rendition, first + 1));
    }
  },
);

test.each(all)(
  '$id: the loop is a whole minute, so picture and sound stay on UTC seconds',
  ({ rendition }) => {
    const { track } = rendition;
    expect(track.samples.reduce((sum, { duration }) => sum + duration, 0)).toBe(60 * track.timescale);
    expect(samplesOf(rendition, 31)).toEqual(samplesOf(rendition, 1));
    expect(segmentTime(rendition, 30)).toBe(60 * track.timescale);
  },
);

test('every video segment starts with a sync sample and lasts two seconds', () => {
  for (const rendition of [renditions.v240, renditions.v480, renditions.v720]) {
    for (let segment = 0; segment < 30; segment += 1) {
      const samples = samplesOf(rendition, segment);
      expect(samples).toHaveLength(50);
      // sample_is_non_sync_sample, ISO/IEC 14496-12 §8.8.3.1
      expect((samples[0]?.flags ?? 0) & 0x10000).toBe(0);
    }
  }
});

test('sound never drifts more than one frame from the picture', () => {
  for (const segment of [1, 17, 29, 4_001, 450_000_000]) {
    const drift = segmentTime(renditions.a, segment) / 32_000 - segment * 2;
    expect(drift).toBeGreaterThanOrEqual(0);
    expect(drift).toBeLessThan(1024 / 32_000);
  }
});
