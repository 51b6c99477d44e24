import type { LiveWindow } from './live-window';
import { segmentSeconds } from './rendition';

export const captionLanguages = ['ja', 'en'] as const;
export type CaptionLanguage = (typeof captionLanguages)[number];

/** How menus name the language, and what each caption says before the time. */
export const captionWords: Readonly<Record<CaptionLanguage, { name: string; caption: string }>> = {
  ja: { name: '日本語', caption: '字幕' },
  en: { name: 'English', caption: 'Captions' },
};

const cuesInSegment = segmentSeconds;
/** MPEG-2 timestamps: 90 kHz, 33 bits (RFC 8216 §3.5). */
const mpegTimescale = 90_000;
const mpegWrap = 2 ** 33;

/**
 * A WebVTT segment that says the UTC second on the picture's clock. Its times count from the start of the stream, as DASH
 * wants them; HLS players read from X-TIMESTAMP-MAP that this is the time of the media.
 */
export function captionSegment(
  language: CaptionLanguage,
  segment: number,
  { availabilityStart }: LiveWindow,
): string {
  const start = segment * segmentSeconds;
  const cues = Array.from({ length: cuesInSegment }, (_, index) => {
    const at = start + index;
    const clock = new Date(availabilityStart + at * 1000).toISOString().slice(11, 19);
    return `${timestamp(at)} --> ${timestamp(at + 1)}\n${captionWords[language].caption} ${clock}\n`;
  });
  const map = `X-TIMESTAMP-MAP=MPEGTS:${(start * mpegTimescale) % mpegWrap},LOCAL:${timestamp(start)}`;
  return ['WEBVTT', `${map}\n`, ...cues].join('\n');
}

/** `HH:MM:SS.mmm`; hours may have more than two digits (WebVTT §3.3). */
function timestamp(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.000`;
}
