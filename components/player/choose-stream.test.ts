import { expect, it } from 'vitest';
import { chooseStream } from './choose-stream';

const [dash, hls] = ['https://a.example/manifest.mpd', 'https://a.example/master.m3u8'];
const day = { manifestUrl: dash, hlsManifestUrl: hls, keySystems: ['widevine', 'fairplay'] as const };
const webKit = { webKitMediaKeys: true, managedMediaSource: true };
const other = { webKitMediaKeys: false, managedMediaSource: false };

it('WebKit plays HLS with FairPlay, everyone else DASH', () => {
  expect([chooseStream(day, webKit), chooseStream(day, other)]).toEqual([hls, dash]);
});

it('one sign of WebKit is enough: iPhones before iOS 17.1 have no ManagedMediaSource', () => {
  expect(chooseStream(day, { ...other, webKitMediaKeys: true })).toBe(hls);
  expect(chooseStream(day, { ...other, managedMediaSource: true })).toBe(hls);
});

it('without FairPlay or without HLS, WebKit plays what there is', () => {
  expect(chooseStream({ ...day, keySystems: ['clearkey'] }, webKit)).toBe(dash);
  expect(chooseStream({ ...day, hlsManifestUrl: undefined }, webKit)).toBe(dash);
});
