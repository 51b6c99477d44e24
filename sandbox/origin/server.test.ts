import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contentKeyFor, kidToUuid } from '../drm/content-keys';
import { createLiveOrigin } from './live-origin';
import { startOriginTwin } from './server';

const minute = 1_800_000_000;
const live = createLiveOrigin('secret');
const textAt = (path: string, seconds: number) => String(live(path, (minute + seconds) * 1000)?.body);

let twin: Awaited<ReturnType<typeof startOriginTwin>>;
beforeAll(async () => {
  twin = await startOriginTwin({ contentKeySecret: 'secret' });
});
afterAll(() => twin.close());

const control = (body: unknown) =>
  fetch(`${twin.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
const logOf = async (match: string) => {
  const response = await fetch(`${twin.url}/_sandbox/requests?match=${encodeURIComponent(match)}`);
  return z.object({ count: z.number(), requests: z.array(z.unknown()) }).parse(await response.json());
};

test('the MPD lists exactly the last 120 s of a two-hour-old stream', () => {
  const mpd = textAt(`/live/hall/${minute}/manifest.mpd`, 7200.5);
  expect(mpd).toContain('type="dynamic"');
  expect(mpd).toContain('availabilityStartTime="2027-01-15T08:00:00.000Z"');
  expect(mpd).toContain('timeShiftBufferDepth="PT120S"');
  expect(mpd).toContain('suggestedPresentationDelay="PT6S"');
  expect(mpd).toContain('value="2027-01-15T10:00:00.500Z"');
  expect(mpd).toContain('startNumber="3540"><SegmentTimeline><S t="177000000" d="50000" r="59"/>');
});

test('an ended MPD is static and as long as the stream was', () => {
  const mpd = textAt(`/live/hall/${minute}-${minute + 300}/manifest.mpd`, 5000);
  expect(mpd).toContain('type="static"');
  expect(mpd).toContain('mediaPresentationDuration="PT300S"');
  expect(mpd).toContain('startNumber="90"');
  expect(mpd).not.toMatch(/minimumUpdatePeriod|timeShiftBufferDepth/);
  expect(textAt(`/live/hall/${minute}-${minute + 300}/a.m3u8`, 5000)).toMatch(
    /a\/149\.m4s\n#EXT-X-ENDLIST\n$/,
  );
});

test('every segment a manifest lists can be had, the next one not yet', () => {
  const base = `/live/hall/${minute}`;
  const now = (minute + 61) * 1000;
  const names = [...textAt(`${base}/v240.m3u8`, 61).matchAll(/^v240\/\d+\.m4s$/gm)].map(([name]) => name);
  expect(names).toHaveLength(30);
  for (const name of names) expect(live(`${base}/${name}`, now), name).toBeDefined();
  expect(live(`${base}/v240/30.m4s`, now)).toBeUndefined();
});

test('only ClearKey is named unless all systems are asked for', () => {
  const kids = [contentKeyFor('secret', 'hall', 'VIDEO'), contentKeyFor('secret', 'hall', 'AUDIO')];
  const systems = (variant: string) => {
    const mpd = textAt(`/live/hall/${minute}/${variant}/manifest.mpd`, 100);
    return [...mpd.matchAll(/schemeIdUri="urn:uuid:(\w{8})[^"]*"/g)].map(([, id]) => id);
  };
  const mpd = textAt(`/live/hall/${minute}/manifest.mpd`, 100);
  const named = [...mpd.matchAll(/cenc:default_KID="([^"]*)"/g)].map(([, kid]) => kid);
  expect(named).toEqual(kids.map(({ kid }) => kidToUuid(kid)));
  expect(systems('cenc')).toEqual(['e2719d58', 'e2719d58']);
  expect(systems('cbcs-all').slice(0, 3)).toEqual(['e2719d58', 'edef8ba9', '9a04f079']);
  expect(systems('clear')).toEqual([]);
});

test('HLS names ClearKey alone, or each vendor system and not ClearKey; FairPlay with cbcs only', () => {
  const kid = Buffer.from(contentKeyFor('secret', 'hall', 'VIDEO').kid).toString('hex');
  const tags = (variant: string) =>
    textAt(`/live/hall/${minute}/${variant}/v720.m3u8`, 100).match(/#EXT-X-KEY.*/g) ?? [];
  expect(tags('cbcs')).toEqual([expect.stringMatching(/METHOD=SAMPLE-AES,.*org\.w3\.clearkey/)]);
  const [widevine, playready, ...rest] = tags('cbcs-all');
  const payload = (tag = '') => Buffer.from(/base64,([^"]*)"/.exec(tag)?.[1] ?? '', 'base64');
  expect(widevine).toMatch(
    new RegExp(`KEYID=0x${kid},KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"`),
  );
  expect(payload(widevine).toString('latin1', 4, 8)).toBe('pssh');
  expect(playready).toMatch(/charset=UTF-16;.*KEYFORMAT="com\.microsoft\.playready"/);
  expect(payload(playready).readUInt32LE(0)).toBe(payload(playready).length);
  expect(rest).toEqual([
    `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://${kid}",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1"`,
  ]);
  expect(tags('cenc-all').map((tag) => /KEYFORMAT="([^"]*)"/.exec(tag)?.[1])).toEqual([
    'urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed',
    'com.microsoft.playready',
  ]);
});

test('404 before the start, 200 after it, both readable by a page with credentials', async () => {
  const start = Math.floor(Date.now() / 1000);
  const headers = { origin: 'http://portal.example' };
  const future = await fetch(`${twin.url}/live/hall/${start + 600}/manifest.mpd`, { headers });
  const past = await fetch(`${twin.url}/live/hall/${start - 600}/manifest.mpd`, { headers });
  expect([future.status, past.status]).toEqual([404, 200]);
  for (const response of [future, past]) {
    expect(response.headers.get('access-control-allow-origin')).toBe('http://portal.example');
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
  }
  expect(past.headers.get('content-type')).toBe('application/dash+xml');
});

test('a fault hits as often as it says and only what it matches; all arrivals are logged', async () => {
  const start = Math.floor(Date.now() / 1000) - 600;
  const statusOf = async (channel: string) =>
    (await fetch(`${twin.url}/live/${channel}/${start}/manifest.mpd`)).status;
  expect((await control({ kind: '503', match: '/live/broken/', count: 2 })).status).toBe(200);
  expect(await statusOf('whole')).toBe(200);
  expect([await statusOf('broken'), await statusOf('broken'), await statusOf('broken')]).toEqual([
    503, 503, 200,
  ]);
  expect((await logOf('/live/broken/.*mpd')).count).toBe(3);
});

test('count 0 takes a fault back; nonsense is refused', async () => {
  await control({ kind: 'hang', match: '/live/healed/', count: 1000 });
  await control({ kind: 'hang', match: '/live/healed/', count: 0 });
  expect((await fetch(`${twin.url}/live/healed/1/manifest.mpd`)).status).toBe(200);
  expect((await control({ kind: 'flood', match: 'x', count: 1 })).status).toBe(400);
  expect((await control({ kind: 'hang', match: '(', count: 1 })).status).toBe(400);
});

test('captions say the second of the clock, in both manifests and beyond the wrap of MPEG time', () => {
  const base = `/live/hall/${minute}`;
  expect(textAt(`${base}/manifest.mpd`, 61)).toMatch(
    /mimeType="text\/vtt" lang="ja".*<S t="0" d="2" r="29"\/>/,
  );
  expect(textAt(`${base}/master.m3u8`, 61)).toContain('LANGUAGE="ja",DEFAULT=NO');
  expect(textAt(`${base}/ja.m3u8`, 61)).toMatch(/ja\/29\.vtt\n$/);
  expect(textAt(`${base}/ja/29.vtt`, 61)).toContain('00:00:59.000 --> 00:01:00.000\n字幕 08:00:59');
  const daysOn = 200_000;
  const wrapped = (daysOn * 90_000) % 2 ** 33;
  expect(textAt(`${base}/en/${daysOn / 2}.vtt`, daysOn + 10)).toContain(
    `X-TIMESTAMP-MAP=MPEGTS:${wrapped},LOCAL:55:33:20.000\n\n55:33:20.000 --> 55:33:21.000\nCaptions`,
  );
});

test('an MPD lists the origins it was asked to, and no text that is none', () => {
  const bases = 'base=http://localhost:1&base=http://localhost:2&base=%3Cx%3E';
  const found = textAt(`/live/hall/${minute}/clear/manifest.mpd?${bases}`, 61).matchAll(
    /<BaseURL[^>]*>([^<]*)</g,
  );
  expect([...found].map(([, url]) => url)).toEqual(
    [1, 2].map((port) => `http://localhost:${port}/live/hall/${minute}/clear/`),
  );
});

test('a dropped connection is dropped, at this origin only', async () => {
  const other = await startOriginTwin({ contentKeySecret: 'secret' });
  try {
    await control({ kind: 'drop', match: '/live/cut/', count: 1000 });
    await expect(fetch(`${twin.url}/live/cut/1/manifest.mpd`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${other.url}/live/cut/1/manifest.mpd`)).status).toBe(200);
  } finally {
    await other.close();
  }
});
