import { describe, expect, test } from 'vitest';
import { examplePlan } from '../test-system';
import { recorded, renditions, videoDescription } from './ladder';

/** ITU-T H.264, table A-1: macroblocks a second, and in a picture. */
const levels: Readonly<Record<string, readonly [perSecond: number, perPicture: number]>> = {
  H264_LEVEL_3: [40_500, 1620],
  H264_LEVEL_3_1: [108_000, 3600],
  H264_LEVEL_4: [245_760, 8192],
  H264_LEVEL_4_1: [245_760, 8192],
};

describe.each([
  ['25', 25, 2],
  ['29.97', 30_000 / 1001, 2.002],
  ['30', 30, 2],
] as const)('at %s frames a second', (framesPerSecond, rate, groupSeconds) => {
  const all = [...renditions, recorded].map((rendition) => ({
    rendition,
    h264: videoDescription(rendition, framesPerSecond).codecSettings,
  }));

  test('a group of pictures is one segment, the same in every rendition', () => {
    for (const { h264 } of all) {
      expect(h264).toMatchObject({
        h264Settings: {
          framerateControl: 'SPECIFIED',
          gopSizeUnits: 'FRAMES',
          sceneChangeDetect: 'DISABLED',
          scanType: 'PROGRESSIVE',
        },
      });
      const { framerateNumerator, framerateDenominator, gopSize } = numbersOf(h264);
      expect(framerateNumerator / framerateDenominator).toBe(rate);
      expect((gopSize * framerateDenominator) / framerateNumerator).toBeCloseTo(groupSeconds, 9);
      expect(groupSeconds).toBeGreaterThanOrEqual(2);
    }
  });

  test('pictures are within their H.264 level', () => {
    for (const { rendition } of all) {
      const [perSecond, perPicture] = levels[rendition.level] ?? [0, 0];
      const blocks = Math.ceil(rendition.width / 16) * Math.ceil(rendition.height / 16);
      expect([rendition.name, blocks <= perPicture, blocks * rate <= perSecond]).toEqual([
        rendition.name,
        true,
        true,
      ]);
    }
  });
});

test('a channel that says nothing has the rate of Japanese cameras', () => {
  expect(examplePlan().video?.channels.map(({ framesPerSecond }) => framesPerSecond)).toEqual([
    '29.97',
    '29.97',
  ]);
});

interface Rate {
  readonly framerateNumerator: number;
  readonly framerateDenominator: number;
  readonly gopSize: number;
}

function numbersOf(codec: ReturnType<typeof videoDescription>['codecSettings']): Rate {
  const h264 = codec !== undefined && 'h264Settings' in codec ? codec.h264Settings : undefined;
  if (h264 === undefined || !('gopSize' in h264)) throw new Error('not H.264');
  const { framerateNumerator = 0, framerateDenominator = 0, gopSize = 0 } = h264;
  return { framerateNumerator, framerateDenominator, gopSize };
}
