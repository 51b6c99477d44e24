import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { VideoChannel } from '../config/video-plan';

/**
 * Every rendition has the same frame rate and group of pictures: segments line up across pipelines and regions. A group
 * is counted in frames, never in seconds, and ends at or just after two seconds (2.002 at 29.97): one segment is one group.
 */
const rates = {
  '25': { framerateNumerator: 25, framerateDenominator: 1, gopSize: 50 },
  '29.97': { framerateNumerator: 30_000, framerateDenominator: 1001, gopSize: 60 },
  '30': { framerateNumerator: 30, framerateDenominator: 1, gopSize: 60 },
} as const satisfies Record<VideoChannel['framesPerSecond'], unknown>;

/** Upper limits; the encoder stays below them where pictures are simple (QVBR). Levels are those of 30 pictures a second. */
export const renditions = [
  { name: 'v1080', width: 1920, height: 1080, maxBitsPerSecond: 5_500_000, level: 'H264_LEVEL_4' },
  { name: 'v720', width: 1280, height: 720, maxBitsPerSecond: 3_000_000, level: 'H264_LEVEL_3_1' },
  { name: 'v540', width: 960, height: 540, maxBitsPerSecond: 1_600_000, level: 'H264_LEVEL_3_1' },
  { name: 'v360', width: 640, height: 360, maxBitsPerSecond: 800_000, level: 'H264_LEVEL_3' },
  { name: 'v234', width: 416, height: 234, maxBitsPerSecond: 300_000, level: 'H264_LEVEL_3' },
] as const;

export const recorded = {
  name: 'recorded',
  width: 1920,
  height: 1080,
  maxBitsPerSecond: 15_000_000,
  level: 'H264_LEVEL_4_1',
} as const;

type Rendition = (typeof renditions)[number] | typeof recorded;

/** One rendition, at the channel's frame rate. */
export function videoDescription(
  { name, width, height, maxBitsPerSecond, level }: Rendition,
  framesPerSecond: VideoChannel['framesPerSecond'],
): CfnChannel.VideoDescriptionProperty {
  return {
    name,
    width,
    height,
    codecSettings: {
      h264Settings: {
        rateControlMode: 'QVBR',
        maxBitrate: maxBitsPerSecond,
        bufSize: maxBitsPerSecond * 2,
        framerateControl: 'SPECIFIED',
        ...rates[framesPerSecond],
        gopSizeUnits: 'FRAMES',
        gopClosedCadence: 1,
        gopNumBFrames: 2,
        gopBReference: 'ENABLED',
        sceneChangeDetect: 'DISABLED',
        // Fields of an interlaced source become whole pictures.
        scanType: 'PROGRESSIVE',
        parControl: 'SPECIFIED',
        parNumerator: 1,
        parDenominator: 1,
        profile: height > 360 ? 'HIGH' : 'MAIN',
        level,
        adaptiveQuantization: 'AUTO',
        lookAheadRateControl: 'HIGH',
        timecodeInsertion: 'PIC_TIMING_SEI',
      },
    },
  };
}

export const sound = 'sound';

export function audioDescription(): CfnChannel.AudioDescriptionProperty {
  return {
    name: sound,
    audioSelectorName: 'default',
    languageCodeControl: 'FOLLOW_INPUT',
    codecSettings: {
      aacSettings: {
        bitrate: 128_000,
        codingMode: 'CODING_MODE_2_0',
        profile: 'LC',
        rateControlMode: 'CBR',
        rawFormat: 'NONE',
        sampleRate: 48_000,
        spec: 'MPEG4',
      },
    },
  };
}
