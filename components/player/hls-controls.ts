import type Hls from 'hls.js';
import type { CaptionTrack, EngineMeasures, PlaybackControls, Quality } from './playback-controls';
import type { PlayedMeasures } from './watch-play';

interface ControlledHls {
  readonly video: HTMLVideoElement;
  readonly hls: Hls;
  readonly events: typeof Hls.Events;
  readonly played: () => PlayedMeasures;
}

const AUTO = -1;

/** Controls over hls.js with a stream. */
export function hlsControls({ video, hls, events, played }: ControlledHls): PlaybackControls {
  return {
    engine: 'hls.js',
    qualities: () => qualitiesOf(hls),
    setQuality: (choice) => {
      hls.nextLevel = choice === 'auto' ? AUTO : levelOf(hls, choice);
    },
    setDataSaver: (isOn) => {
      const lowest = qualitiesOf(hls).toReversed();
      const height = (lowest[1] ?? lowest[0])?.height;
      hls.autoLevelCapping = isOn && height !== undefined ? levelOf(hls, height) : AUTO;
    },
    captions: () => captionsOf(hls),
    setCaption: (language) => {
      const track = hls.subtitleTracks.findIndex((one) => one.lang === language);
      hls.subtitleTrack = language === undefined ? AUTO : track;
      hls.subtitleDisplay = language !== undefined;
    },
    isLive: () => isLive(hls),
    secondsBehindLive: () => {
      const live = hls.liveSyncPosition;
      return isLive(hls) && live !== null ? Math.max(0, live - video.currentTime) : 0;
    },
    goToLive: () => {
      if (hls.liveSyncPosition !== null) video.currentTime = hls.liveSyncPosition;
    },
    seekToStart: () => {
      if (video.seekable.length > 0) video.currentTime = video.seekable.start(0);
    },
    measures: () => measuresOf({ video, hls }, played()),
    onChange: (listener) => watchChanges({ video, hls, events }, listener),
  };
}

function watchChanges(
  { video, hls, events }: Omit<ControlledHls, 'played'>,
  listener: () => void,
): () => void {
  const changes = [
    events.LEVELS_UPDATED,
    events.LEVEL_SWITCHED,
    events.SUBTITLE_TRACKS_UPDATED,
    events.SUBTITLE_TRACK_SWITCH,
  ] as const;
  for (const change of changes) hls.on(change, listener);
  video.addEventListener('seeked', listener);
  return () => {
    for (const change of changes) hls.off(change, listener);
    video.removeEventListener('seeked', listener);
  };
}

function isLive(hls: Hls): boolean {
  return hls.latestLevelDetails?.live ?? false;
}

function qualitiesOf(hls: Hls): Quality[] {
  const best = new Map<number, number>();
  for (const { height, bitrate } of hls.levels) best.set(height, Math.max(best.get(height) ?? 0, bitrate));
  return [...best]
    .map(([height, bitrate]) => ({ height, kbps: Math.round(bitrate / 1000) }))
    .sort((one, other) => other.height - one.height);
}

/** hls.js sorts its levels by bitrate: the last of a height is its best. */
function levelOf(hls: Hls, height: number): number {
  return hls.levels.findLastIndex((level) => level.height === height);
}

function captionsOf(hls: Hls): CaptionTrack[] {
  return hls.subtitleTracks.map(({ lang, name }) => ({ language: lang ?? '', label: name }));
}

function measuresOf(
  { video, hls }: Pick<ControlledHls, 'video' | 'hls'>,
  played: PlayedMeasures,
): EngineMeasures {
  const bitrate = hls.levels[hls.currentLevel]?.bitrate;
  return {
    ...played,
    droppedFrames: video.getVideoPlaybackQuality().droppedVideoFrames,
    bitrateKbps: bitrate === undefined ? undefined : Math.round(bitrate / 1000),
    bandwidthKbps: hls.bandwidthEstimate > 0 ? Math.round(hls.bandwidthEstimate / 1000) : undefined,
  };
}
