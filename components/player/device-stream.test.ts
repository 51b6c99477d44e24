import { expect, it } from 'vitest';
import { fillTemplate, listParts } from './device-stream';

const url = 'https://cdn.example/live/master.m3u8';
const master = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=300000,AVERAGE-BANDWIDTH=200000,RESOLUTION=426x240
low/list.m3u8
#EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=900000,BANDWIDTH=1000000,RESOLUTION=854x480,CODECS="avc1.4d401e,mp4a.40.2"
../v480/list.m3u8
`;
const list = `#EXTM3U\r\n#EXT-X-MAP:URI="init.mp4"\r\n${[1, 2, 3].map((n) => `#EXTINF:2,\r\n${n}.m4s`).join('\r\n')}\r\n`;

it('HLS: qualities best first, and the newest segments of the best one', async () => {
  const asked: string[] = [];
  const parts = await listParts({ url, text: master }, (address) => {
    asked.push(address);
    return Promise.resolve(list);
  });
  expect(asked).toEqual(['https://cdn.example/v480/list.m3u8']);
  expect(parts).toEqual({
    qualities: [
      { height: 480, kbps: 1000 },
      { height: 240, kbps: 300 },
    ],
    segments: [1, 2, 3].map((n) => `https://cdn.example/v480/${n}.m4s`),
  });
});

it('HLS: a playlist that names no variants has no parts', async () => {
  const parts = await listParts({ url, text: list }, () => Promise.reject(new Error('not asked')));
  expect(parts).toEqual({ qualities: [], segments: [] });
});

it.each([
  ['$RepresentationID$/$Number$.m4s', 'v1/7.m4s'],
  ['seg_$Number%05d$_$Time$.mp4', 'seg_00007_900.mp4'],
  ['$$$Bandwidth$', '$3000'],
])('DASH: %s is %s', (template, name) => {
  expect(fillTemplate(template, { RepresentationID: 'v1', Number: 7, Time: 900, Bandwidth: 3000 })).toBe(
    name,
  );
});
