import { expect, it } from 'vitest';
import { atBackup, isMediaOrigin, withBackup } from './media-origins';

const stream = {
  manifestUrl: 'https://a.example/live/x/manifest.mpd',
  hlsManifestUrl: undefined,
  backupOrigin: 'https://b.example',
};

it('the same path at the backup origin is tried second', () => {
  expect(withBackup(['https://a.example/live/x/v720/7.m4s?CMCD=a'], stream)).toEqual([
    'https://a.example/live/x/v720/7.m4s?CMCD=a',
    'https://b.example/live/x/v720/7.m4s?CMCD=a',
  ]);
});

it('nothing is added twice: a filter runs for each attempt, and a manifest may name both origins', () => {
  const both = ['https://a.example/7.m4s?CMCD=new', 'https://b.example/7.m4s?CMCD=old'];
  expect(withBackup(both, stream)).toEqual(both);
});

it('what is not of the first origin has no backup, nor has a day without one', () => {
  expect(withBackup(['https://time.example/now'], stream)).toEqual(['https://time.example/now']);
  expect(atBackup('https://a.example/7.m4s', { ...stream, backupOrigin: undefined })).toBeUndefined();
  expect(atBackup('https://b.example/7.m4s', stream)).toBeUndefined();
});

it('cookies go to the origins of the media alone', () => {
  const asked = ['https://a.example/x', 'https://b.example/y', 'https://time.example/now', 'data:,x'];
  expect(asked.map((url) => isMediaOrigin(url, stream))).toEqual([true, true, false, false]);
});
