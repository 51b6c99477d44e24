import { createPublicKey, verify } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { mediaCookies } from './media-cookies';

const origin = inject('originUrl');
const backup = inject('backupOriginUrl');
const now = new Date('2027-03-01T10:00:12.500Z');
const until = new Date('2027-03-01T12:00:00Z');

/** The Cookie header a browser makes of them. */
const header = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(';')[0]).join('; ');

function read(cookies: readonly string[]) {
  const value = (name: string) =>
    new RegExp(`CloudFront-${name}=([^;]+)`)
      .exec(header(cookies))?.[1]
      ?.replace(/[-_~]/g, (letter) => plain[letter] ?? '');
  const policy = Buffer.from(value('Policy') ?? '', 'base64');
  return { policy, signature: Buffer.from(value('Signature') ?? '', 'base64'), keyId: value('Key-Pair-Id') };
}
const plain: Readonly<Record<string, string>> = { '-': '+', _: '=', '~': '/' };

function expiryOf(cookies: readonly string[]): unknown {
  return /"AWS:EpochTime":(\d+)/.exec(read(cookies).policy.toString())?.[1];
}

test('the policy names the folder and a time five minutes ahead, signed by the configured key', async () => {
  const cookies = await mediaCookies({ resources: ['https://media-?.example.com/live/day1/'], until }, now);
  const { policy, signature, keyId } = read(cookies);
  expect(JSON.parse(policy.toString())).toEqual({
    Statement: [
      {
        Resource: 'https://media-?.example.com/live/day1/*',
        Condition: { DateLessThan: { 'AWS:EpochTime': Date.parse('2027-03-01T10:05:30Z') / 1000 } },
      },
    ],
  });
  expect(keyId).toBe(process.env.MEDIA_SIGNING_KEY_ID);
  const publicKey = createPublicKey(process.env.MEDIA_SIGNING_PRIVATE_KEY ?? '');
  expect(verify('RSA-SHA256', policy, publicKey, signature)).toBe(true);
  expect(verify('RSA-SHA256', Buffer.concat([policy, policy]), publicKey, signature)).toBe(false);
});

test('scripts cannot read them, and only their folder is sent them', async () => {
  const cookies = await mediaCookies({ resources: [`${origin}/live/day1/`], until }, now);
  expect(cookies).toHaveLength(4);
  for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/live\/day1\/; HttpOnly; SameSite=Lax$/);
});

test('an audience shares one signature for half a minute, then gets a new one', async () => {
  const at = (seconds: number) =>
    mediaCookies({ resources: [`${origin}/live/day2/`], until }, new Date(now.getTime() + seconds * 1000));
  expect(await at(17)).toEqual(await at(0));
  expect(await at(18)).not.toEqual(await at(0));
});

test('the end of the day is the end of every cookie', async () => {
  const access = { resources: [`${origin}/live/day3/`], until };
  expect(expiryOf(await mediaCookies(access, new Date(until.getTime() - 60_000)))).toBe(
    String(until.getTime() / 1000),
  );
  expect(await mediaCookies(access, until)).toEqual([]);
});

test('the CDN lets them into their day on both origins and into no other', async () => {
  const start = Math.floor(Date.now() / 1000) - 600;
  const pattern = Array.from(origin, (letter, at) => (backup[at] === letter ? letter : '?')).join('');
  const access = { resources: [`${pattern}/live/mine/`], until: new Date(Date.now() + 600_000) };
  const cookie = header(await mediaCookies(access, new Date()));
  const status = async (url: string) => (await fetch(url, { headers: { cookie } })).status;
  expect(await status(`${origin}/live/mine/${start}/v240/init.mp4`)).toBe(200);
  expect(await status(`${backup}/live/mine/${start}/v240/init.mp4`)).toBe(200);
  expect(await status(`${origin}/live/other/${start}/v240/init.mp4`)).toBe(403);
  expect(await status(`${origin}/live/other/${start}/v240/init.mp4?${origin}/live/mine/`)).toBe(403);
});
