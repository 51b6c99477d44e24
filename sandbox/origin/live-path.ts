import { type CaptionLanguage, captionLanguages } from './captions';
import type { LiveTimes } from './live-window';
import type { RenditionId } from './rendition';
import { renditionIds } from './rendition';
import type { Scheme } from './sample-encryption';

export interface Variant {
  scheme: Scheme | 'clear';
  /** Which systems are named: `all` adds Widevine and PlayReady, and in HLS puts them, with FairPlay, in ClearKey's place. */
  drm: 'clearkey' | 'all';
}

export type LiveFile =
  | { kind: 'mpd' }
  | { kind: 'master' }
  | { kind: 'playlist' | 'init'; rendition: RenditionId }
  | { kind: 'segment'; rendition: RenditionId; segment: number }
  | { kind: 'captions'; language: CaptionLanguage }
  | { kind: 'caption-segment'; language: CaptionLanguage; segment: number };

export interface LiveRequest {
  channel: string;
  times: LiveTimes;
  variant: Variant;
  file: LiveFile;
}

const variants: Readonly<Record<string, Variant>> = {
  cenc: { scheme: 'cenc', drm: 'clearkey' },
  'cenc-all': { scheme: 'cenc', drm: 'all' },
  cbcs: { scheme: 'cbcs', drm: 'clearkey' },
  'cbcs-all': { scheme: 'cbcs', drm: 'all' },
  clear: { scheme: 'clear', drm: 'clearkey' },
};

const pattern = new RegExp(
  '^/live/(?<channel>[\\w-]{1,64})/(?<start>\\d{1,11})(?:-(?<end>\\d{1,11}))?' +
    `(?:/(?<variant>${Object.keys(variants).join('|')}))?/(?<file>[^/]+(?:/[^/]+)?)$`,
);

/** Reads `/live/{channel}/{start}[-{end}][/{variant}]/{file}`; undefined for any other path or an end before the start. */
export function parseLivePath(path: string): LiveRequest | undefined {
  const groups = pattern.exec(path)?.groups;
  const file = parseFile(groups?.file ?? '');
  const variant = variants[groups?.variant ?? 'cenc'];
  if (groups?.channel === undefined || file === undefined || variant === undefined) return undefined;
  const start = Number(groups.start);
  if (groups.end === undefined) return { channel: groups.channel, times: { start }, variant, file };
  const end = Number(groups.end);
  return end > start ? { channel: groups.channel, times: { start, end }, variant, file } : undefined;
}

function parseFile(file: string): LiveFile | undefined {
  if (file === 'manifest.mpd') return { kind: 'mpd' };
  if (file === 'master.m3u8') return { kind: 'master' };
  const [, name, rest] = /^([^/.]+)(.*)$/.exec(file) ?? [];
  const language = captionLanguages.find((known) => known === name);
  if (language !== undefined) return parseCaptions(language, rest ?? '');
  const rendition = renditionIds.find((id) => id === name);
  if (rendition === undefined || rest === undefined) return undefined;
  if (rest === '.m3u8') return { kind: 'playlist', rendition };
  if (rest === '/init.mp4') return { kind: 'init', rendition };
  const segment = /^\/(\d{1,12})\.m4s$/.exec(rest)?.[1];
  return segment === undefined ? undefined : { kind: 'segment', rendition, segment: Number(segment) };
}

function parseCaptions(language: CaptionLanguage, rest: string): LiveFile | undefined {
  if (rest === '.m3u8') return { kind: 'captions', language };
  const segment = /^\/(\d{1,12})\.vtt$/.exec(rest)?.[1];
  return segment === undefined ? undefined : { kind: 'caption-segment', language, segment: Number(segment) };
}
