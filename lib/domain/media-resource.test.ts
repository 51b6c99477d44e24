import { expect, test } from 'vitest';
import { isBackupCovered, mediaResources } from './media-resource';

const cdn = 'https://media-a.example.com';
const day = { manifestUrl: `${cdn}/live/day1/index.mpd`, hlsManifestUrl: undefined, backupOrigin: undefined };

test.each([
  ['the folder of the manifest', {}, [`${cdn}/live/day1/`]],
  [
    'one name for both where HLS lies inside',
    { hlsManifestUrl: `${cdn}/live/day1/hls/a.m3u8` },
    [`${cdn}/live/day1/`],
  ],
  ['one where DASH lies inside', { hlsManifestUrl: `${cdn}/live/a.m3u8` }, [`${cdn}/live/`]],
  [
    'two folders side by side, and not what holds both',
    { hlsManifestUrl: `${cdn}/live/hls1/a.m3u8` },
    [`${cdn}/live/day1/`, `${cdn}/live/hls1/`],
  ],
  [
    'a second origin where the names differ',
    { backupOrigin: 'https://media-b.example.com' },
    ['https://media-?.example.com/live/day1/'],
  ],
  [
    'not a second origin of another length',
    { backupOrigin: 'https://backup.example.com' },
    [`${cdn}/live/day1/`],
  ],
  ['no query', { manifestUrl: `${cdn}/live/day1/index.mpd?x=/live/` }, [`${cdn}/live/day1/`]],
  ['no star of the address', { manifestUrl: `${cdn}/live/*/index.mpd` }, [`${cdn}/live/?/`]],
  ['nothing of an address that is none', { manifestUrl: '/live/day1/index.mpd' }, []],
])('%s', (_what, given, expected) => {
  expect(mediaResources({ ...day, ...given })).toEqual(expected);
});

test.each([
  ['https://media-b.example.com', true],
  ['https://backup.example.com', false],
  [undefined, true],
])('second origin %s covered: %s', (backupOrigin, expected) => {
  expect(isBackupCovered({ ...day, backupOrigin })).toBe(expected);
});
