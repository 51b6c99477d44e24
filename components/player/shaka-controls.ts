import type { ShakaPlayer } from './attach-shaka';
import type { CaptionTrack, EngineMeasures, PlaybackControls, Quality } from './playback-controls';
import type { PlayedMeasures } from './watch-play';

interface ControlledShaka {
  readonly video: HTMLVideoElement;
  readonly player: ShakaPlayer;
  readonly played: () => PlayedMeasures;
}

/** Seconds of the old quality that stay in the buffer while the new one is fetched. */
const SAFE_SECONDS = 4;

/** Controls over a player with a stream. */
export function shakaControls({ video, player, played }: ControlledShaka): PlaybackControls {
  return {
    engine: 'shaka',
    qualities: () => qualitiesOf(player),
    setQuality: (choice) => setQuality(player, choice),
    setDataSaver: (isOn) => {
      const heights = qualitiesOf(player).map(({ height }) => height);
      const lowest = heights.toReversed();
      const maxHeight = isOn ? (lowest[1] ?? lowest[0] ?? Infinity) : Infinity;
      player.configure({ abr: { restrictions: { maxHeight } } });
    },
    captions: () => captionsOf(player),
    setCaption: (language) => {
      const track = player.getTextTracks().find((one) => one.language === language);
      player.selectTextTrack(language === undefined ? null : (track ?? null));
    },
    isLive: () => player.isLive(),
    secondsBehindLive: () => (player.isLive() ? Math.max(0, player.seekRange().end - video.currentTime) : 0),
    goToLive: () => player.goToLive(),
    seekToStart: () => {
      video.currentTime = player.seekRange().start;
    },
    measures: () => measuresOf(player, played()),
    onChange: (listener) => {
      const changes = ['trackschanged', 'variantchanged', 'adaptation', 'textchanged', 'buffering'];
      for (const change of changes) player.addEventListener(change, listener);
      video.addEventListener('seeked', listener);
      return () => {
        for (const change of changes) player.removeEventListener(change, listener);
        video.removeEventListener('seeked', listener);
      };
    },
  };
}

/** One for each height: where several differ in sound only, the best of them. */
function qualitiesOf(player: ShakaPlayer): Quality[] {
  const best = new Map<number, number>();
  for (const { height, bandwidth } of player.getVariantTracks()) {
    if (height !== null) best.set(height, Math.max(best.get(height) ?? 0, bandwidth));
  }
  return [...best]
    .map(([height, bandwidth]) => ({ height, kbps: Math.round(bandwidth / 1000) }))
    .sort((one, other) => other.height - one.height);
}

function setQuality(player: ShakaPlayer, choice: 'auto' | number): void {
  player.configure({ abr: { enabled: choice === 'auto' } });
  const [track] = player
    .getVariantTracks()
    .filter(({ height }) => height === choice)
    .sort((one, other) => other.bandwidth - one.bandwidth);
  if (track !== undefined) player.selectVariantTrack(track, true, SAFE_SECONDS);
}

function captionsOf(player: ShakaPlayer): CaptionTrack[] {
  return player.getTextTracks().map(({ language, label }) => ({ language, label: label ?? language }));
}

function measuresOf(player: ShakaPlayer, played: PlayedMeasures): EngineMeasures {
  const { droppedFrames, streamBandwidth, estimatedBandwidth } = player.getStats();
  return {
    ...played,
    droppedFrames: droppedFrames || 0,
    bitrateKbps: kbps(streamBandwidth),
    bandwidthKbps: kbps(estimatedBandwidth),
  };
}

/** Shaka says NaN for what it does not know yet. */
function kbps(bitsPerSecond: number): number | undefined {
  return bitsPerSecond > 0 ? Math.round(bitsPerSecond / 1000) : undefined;
}
