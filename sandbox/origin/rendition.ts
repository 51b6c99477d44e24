import { readFileSync } from 'node:fs';
import type { TrackLabel } from '../drm/content-keys';
import { type MediaSample, type MediaTrack, readTrack } from './media-track';

export const segmentSeconds = 2;

export const renditionIds = ['v240', 'v480', 'v720', 'a'] as const;
export type RenditionId = (typeof renditionIds)[number];

export interface Rendition {
  id: RenditionId;
  codecs: string;
  /** Bits per second, as declared in manifests. */
  bandwidth: number;
  /** In pixels; absent for audio. */
  picture?: { width: number; height: number };
  label: TrackLabel;
  track: MediaTrack;
  /** In units of the track's timescale; every sample lasts as long. */
  sampleDuration: number;
  /** Keeps the cenc IVs of tracks that share a key apart. */
  lane: bigint;
}

const samplingRate = 32_000;
const framesPerSecond = 25;
/** 60 s of AAC at 32 kHz are exactly 1875 frames of 1024: the loop has no seam in the sound. */
const audioFramesInLoop = 1875;

const video = { label: 'VIDEO', sampleDuration: 1000 } as const;

export const renditions: Readonly<Record<RenditionId, Rendition>> = {
  v240: {
    ...video,
    id: 'v240',
    codecs: 'avc1.4d4015',
    bandwidth: 120_000,
    picture: { width: 426, height: 240 },
    track: readFixture('v240.mp4'),
    lane: 1n,
  },
  v480: {
    ...video,
    id: 'v480',
    codecs: 'avc1.4d401e',
    bandwidth: 250_000,
    picture: { width: 854, height: 480 },
    track: readFixture('v480.mp4'),
    lane: 2n,
  },
  v720: {
    ...video,
    id: 'v720',
    codecs: 'avc1.64001f',
    bandwidth: 400_000,
    picture: { width: 1280, height: 720 },
    track: readFixture('v720.mp4'),
    lane: 3n,
  },
  a: {
    id: 'a',
    label: 'AUDIO',
    codecs: 'mp4a.40.2',
    bandwidth: 64_000,
    track: readFixture('a.mp4', audioFramesInLoop),
    sampleDuration: 1024,
    lane: 4n,
  },
};

/** The number of the first sample of a segment, counted from the start of the stream. */
export function firstSampleOf({ track }: Rendition, segment: number): number {
  if (track.kind === 'video') return segment * segmentSeconds * framesPerSecond;
  return Math.ceil((segment * segmentSeconds * samplingRate) / 1024);
}

/** Where a segment begins, in units of the track's timescale from the start of the stream. */
export function segmentTime(rendition: Rendition, segment: number): number {
  return firstSampleOf(rendition, segment) * rendition.sampleDuration;
}

/** The samples of a segment; the fixture repeats for ever. */
export function samplesOf(rendition: Rendition, segment: number): MediaSample[] {
  const { samples } = rendition.track;
  const first = firstSampleOf(rendition, segment);
  const count = firstSampleOf(rendition, segment + 1) - first;
  return Array.from({ length: count }, (_, index) => {
    const sample = samples[(first + index) % samples.length];
    if (sample === undefined) throw new Error(`The fixture of ${rendition.id} is empty.`);
    return sample;
  });
}

function readFixture(name: string, sampleLimit?: number): MediaTrack {
  const track = readTrack(new Uint8Array(readFileSync(new URL(`./fixture/${name}`, import.meta.url))));
  return { ...track, samples: track.samples.slice(0, sampleLimit) };
}
