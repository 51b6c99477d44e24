import { expect, test } from 'vitest';
import { parseLivePath } from './live-path';

test('channel, start, end, variant and file are read from the path', () => {
  expect(parseLivePath('/live/hall-1/1800000000-1800003600/cbcs-all/v720/12.m4s')).toEqual({
    channel: 'hall-1',
    times: { start: 1_800_000_000, end: 1_800_003_600 },
    variant: { scheme: 'cbcs', drm: 'all' },
    file: { kind: 'segment', rendition: 'v720', segment: 12 },
  });
});

test.each([
  ['manifest.mpd', { kind: 'mpd' }],
  ['master.m3u8', { kind: 'master' }],
  ['a.m3u8', { kind: 'playlist', rendition: 'a' }],
  ['v240/init.mp4', { kind: 'init', rendition: 'v240' }],
  ['ja.m3u8', { kind: 'captions', language: 'ja' }],
  ['en/7.vtt', { kind: 'caption-segment', language: 'en', segment: 7 }],
])('%s, cenc with ClearKey unless the path says otherwise', (file, expected) => {
  expect(parseLivePath(`/live/x/1/${file}`)).toEqual({
    channel: 'x',
    times: { start: 1 },
    variant: { scheme: 'cenc', drm: 'clearkey' },
    file: expected,
  });
});

test.each([
  '/live/x/1/other.mpd',
  '/live/x/1/v1080/init.mp4',
  '/live/x/1/v720/1.mp4',
  '/live/x/1/v720/1.vtt',
  '/live/x/1/ja/1.m4s',
  '/live/x/1/v720/-1.m4s',
  '/live/x/5-5/manifest.mpd',
  '/live/x/1/cens/manifest.mpd',
  '/live/x/1/cbcs/cenc/manifest.mpd',
  '/live/x y/1/manifest.mpd',
  '/live/x/1/constructor/manifest.mpd',
  '/manifest.mpd',
])('%s is not a live path', (path) => {
  expect(parseLivePath(path)).toBeUndefined();
});
