import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { newChannel } from '@/lib/playback/test-channel';
import { mediaCookies } from '@/lib/playback/media-cookies';
import { checkCdn } from './check-cdn';
import { checkManifest, type ManifestPlace } from './check-manifest';
import { kidsOfHls, readMediaPlaylist, readMpd } from './read-stream';
import { startTestServer } from './test-portal';

const [first, second] = [inject('originUrl'), inject('backupOriginUrl')];
const started = () => Math.floor(Date.now() / 1000) - 300;

async function channel() {
  const { name, kids } = await newChannel();
  const folder = `/live/${name}/${started()}`;
  const place = (file: string, origin = first): ManifestPlace => ({
    name: 'show',
    url: `${origin}${folder}/${file}`,
    kids,
    isDue: true,
  });
  return { name, kids, folder, place };
}

const manifest = async (place: ManifestPlace) => {
  const { result, found } = await checkManifest(place);
  return `${result}: ${found}`;
};

test('DASH and HLS move on, on both origins, with the declared key ids', async () => {
  const { place } = await channel();
  const files = ['manifest.mpd', 'cbcs-all/master.m3u8', 'cbcs/master.m3u8'];
  const lines = await Promise.all(
    [first, second].flatMap((origin) => files.map((file) => manifest(place(file, origin)))),
  );
  expect(lines).toEqual(Array(6).fill('go: moves on, 2 declared key ids'));
});

test('another show’s keys, and no keys at all, are no-go', async () => {
  const { place, kids } = await channel();
  for (const file of ['manifest.mpd', 'cbcs-all/master.m3u8'])
    expect(await manifest({ ...place(file), kids: kids.slice(1) })).toBe(
      `no_go: names key ids that the day does not declare: ${kids[0]}`,
    );
  expect(await manifest(place('clear/manifest.mpd'))).toMatch(/^no_go: names no key id/);
  expect(await manifest(place('clear/master.m3u8'))).toMatch(/^no_go: names no key id/);
});

test('a stream that is over is complete; one that has not begun is not checked until doors', async () => {
  const { name, kids } = await channel();
  const now = Math.floor(Date.now() / 1000);
  const over = {
    name: 'show',
    url: `${first}/live/${name}/${now - 600}-${now - 300}/manifest.mpd`,
    kids,
    isDue: true,
  };
  expect(await manifest(over)).toBe('go: complete, 2 declared key ids');
  const tomorrow = { ...over, url: `${first}/live/${name}/${now + 86_400}/manifest.mpd` };
  expect(await manifest({ ...tomorrow, isDue: false })).toMatch(/^not_checked: not there yet/);
  expect(await manifest(tomorrow)).toBe('no_go: the manifest answers 404');
});

test('a manifest that stands still is no-go', async () => {
  const { place } = await channel();
  const frozen = (await (await fetch(place('manifest.mpd').url)).text()).replace('"PT2S"', '"PT1S"');
  const server = await startTestServer((_, outgoing) => outgoing.end(frozen));
  expect(await manifest({ ...place(''), url: `${server.url}/manifest.mpd` })).toMatch(/^no_go: stands still/);
  await server.close();
});

test('what is no manifest, and an origin that is away, are no-go', async () => {
  const server = await startTestServer((_, outgoing) => outgoing.end('<html>'));
  const { place } = await channel();
  expect(await manifest({ ...place(''), url: `${server.url}/manifest.mpd` })).toMatch(
    /^no_go: what comes is neither/,
  );
  await server.close();
  expect(await manifest({ ...place(''), url: `${server.url}/manifest.mpd` })).toMatch(
    /^no_go: no answer from/,
  );
});

const appUrl = 'http://localhost:3000';

async function cookiesFor(resource: string): Promise<readonly string[]> {
  const now = new Date();
  return mediaCookies({ resources: [resource], until: new Date(now.getTime() + 600_000) }, now);
}

test.each(['manifest.mpd', 'cbcs/master.m3u8'])(
  'segments of %s: 403 without cookies, 200 with them',
  async (file) => {
    const { folder, place } = await channel();
    const cookies = await cookiesFor(`${first}${folder}/`);
    const lines = await checkCdn({ name: 'show', manifestUrl: place(file).url, appUrl, cookies });
    expect(lines.map(({ result }) => result)).toEqual(['go', 'go', 'go']);
  },
);

test('cookies for another folder, or for another origin, open nothing: no-go', async () => {
  const { place } = await channel();
  const cookies = await cookiesFor(`${second}/live/${randomUUID()}/`);
  const atRoot = cookies.map((cookie) => cookie.replace(/Path=[^;]*/, 'Path=/'));
  const lines = await checkCdn({
    name: 'show',
    manifestUrl: place('manifest.mpd').url,
    appUrl,
    cookies: atRoot,
  });
  expect(lines.map(({ result, found }) => `${result} ${found}`)).toEqual([
    'go 403',
    'no_go 403 AccessDenied',
    'go CORS with credentials',
  ]);
});

test('a CDN that hands segments to anyone is no-go where it is to ask for cookies, and said where it is not', async () => {
  const { place } = await channel();
  const text = await (await fetch(place('manifest.mpd').url)).text();
  const open = await startTestServer((incoming, outgoing) =>
    outgoing.end(incoming.url?.endsWith('.mpd') === true ? text : 'bytes'),
  );
  const at = { name: 'show', manifestUrl: `${open.url}/live/x/manifest.mpd`, appUrl };
  const cookies = await cookiesFor(`${open.url}/live/x/`);
  expect((await checkCdn({ ...at, cookies })).map(({ result, found }) => `${result} ${found}`)).toEqual([
    'no_go 200 instead of 403',
    'go 200',
    'no_go CORS headers are missing, or name somebody else',
  ]);
  expect((await checkCdn({ ...at, cookies: [] })).map(({ result }) => result)).toEqual(['not_checked']);
  await open.close();
});

test('a CDN that asks for cookies which nobody sets is no-go', async () => {
  const { place } = await channel();
  const lines = await checkCdn({ name: 'show', manifestUrl: place('manifest.mpd').url, appUrl, cookies: [] });
  expect(lines.map(({ result }) => result)).toEqual(['no_go']);
});

test('key ids of HLS are read from session keys, FairPlay addresses and Widevine’s KEYID, each once', () => {
  const kid = '0123456789abcdef0123456789abcdef';
  const uuid = '01234567-89ab-cdef-0123-456789abcdef';
  const tags = [
    `#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://${uuid.toUpperCase()}",KEYFORMAT="com.apple.streamingkeydelivery"`,
    `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,AAAA",KEYID=0x${kid},KEYFORMAT="urn:uuid:x"`,
    '#EXT-X-KEY:METHOD=NONE',
  ];
  expect(kidsOfHls(tags.join('\n'))).toEqual([uuid]);
});

test('a DASH manifest is read by what moves; anything else is none', () => {
  expect(readMpd('<html>')).toBeUndefined();
  expect(readMediaPlaylist('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8')).toBeUndefined();
  const live = '<MPD type="dynamic" publishTime="2026-11-29T00:00:00Z" minimumUpdatePeriod="PT4S">';
  expect(readMpd(live)).toMatchObject({ isLive: true, updateSeconds: 4, kids: [], segment: undefined });
  expect(readMpd(live.replace('00:00Z', '00:04Z'))?.mark).not.toBe(readMpd(live)?.mark);
});
