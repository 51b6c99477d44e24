import { describe, expect, test } from 'vitest';
import {
  bytesFrom,
  expectCkc,
  fairPlayChallenge,
  kidOf,
  nowSeconds,
  octets,
  playReadyChallenge,
  readWidevineLicense,
  signJwt,
  soap,
  twinForTests,
  widevineChallenge,
  widevineFollowUp,
} from './accounts/test-rig';
import { sandboxSecrets } from './accounts/sandbox-accounts';
import { kidToUuid } from './content-keys';

const twin = twinForTests();

type Body = ReturnType<typeof playReadyChallenge> | ReturnType<typeof fairPlayChallenge>;

async function bearer(kid: Uint8Array) {
  const claims = { kids: [kidToUuid(kid)], iat: nowSeconds(), exp: nowSeconds() + 60, licenseSeconds: 600 };
  const secret = new TextEncoder().encode(sandboxSecrets.DRM_HTTP_SECRET);
  return { authorization: `Bearer ${await signJwt(claims, { secret })}` };
}

interface Ask {
  kid: Uint8Array;
  keySystem?: string;
  body?: Body;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function ask({ kid, keySystem = 'widevine', body, headers = octets, signal }: Ask): Promise<Response> {
  return twin.send(`/generic/${keySystem}`, {
    headers: { ...headers, ...(await bearer(kid)) },
    body: body ?? Buffer.from(widevineChallenge([kid])),
    ...(signal === undefined ? {} : { signal }),
  });
}

const asks = {
  widevine: (kid: Uint8Array) => ask({ kid }),
  playready: (kid: Uint8Array) =>
    ask({ kid, keySystem: 'playready', body: playReadyChallenge(kid), headers: soap }),
  fairplay: (kid: Uint8Array) => ask({ kid, keySystem: 'fairplay', body: fairPlayChallenge(kid) }),
};

const add = (fault: object) => twin.addFault({ count: 1, ...fault });
const fail = (kind: string, kid: Uint8Array) => add({ kind, kid: kidToUuid(kid) });

describe.each(['widevine', 'playready', 'fairplay'] as const)('%s', (keySystem) => {
  test.each([
    ['500', 500, /KeyForge: .*shard 7/],
    ['401', 401, /KeyForge: .*CKV-|CKV-.*KeyForge: /s],
    ['403', 403, /KeyForge: .*CKV-|CKV-.*KeyForge: /s],
    ['html_200', 200, /<h1>KeyForge<\/h1>/],
    ['empty_200', 200, /^$/],
    ['redirect', 307, /^$/],
  ])('fault %s', async (kind, status, words) => {
    const kid = kidOf(`${keySystem} ${kind}`);
    await fail(kind, kid);
    const response = await asks[keySystem](kid);
    expect(response.status).toBe(status);
    expect(words.test(await response.text())).toBe(true);
    expect((await asks[keySystem](kid)).status).toBe(200);
  });

  test('fault garbage is octets that are no license', async () => {
    const kid = kidOf(`${keySystem} garbage`);
    await fail('garbage', kid);
    const response = await asks[keySystem](kid);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect((await bytesFrom(response)).subarray(0, 3)).toEqual(Uint8Array.of(0xff, 0xfe, 0));
  });

  test('fault wrong_type is the license, called HTML', async () => {
    const kid = kidOf(`${keySystem} type`);
    await fail('wrong_type', kid);
    const [broken, whole] = [await asks[keySystem](kid), await asks[keySystem](kid)];
    expect([broken.status, broken.headers.get('content-type')]).toEqual([200, 'text/html']);
    expect((await bytesFrom(broken)).length).toBe((await bytesFrom(whole)).length);
  });
});

describe('what is granted', () => {
  test('fault overbroad adds a key that nobody asked for', async () => {
    const kid = kidOf('overbroad');
    await fail('overbroad', kid);
    const { kids } = readWidevineLicense(await bytesFrom(await asks.widevine(kid)));
    expect([kids.length, kids[0]]).toEqual([2, kidToUuid(kid)]);
    await fail('overbroad', kid);
    expect((await (await asks.playready(kid)).text()).match(/<License>/g)).toHaveLength(2);
    await fail('overbroad', kid);
    const [wrong, right] = [await asks.fairplay(kid), await asks.fairplay(kid)];
    expect(await bytesFrom(wrong)).not.toEqual(await bytesFrom(right));
  });

  test('fault persistent lets the license be stored', async () => {
    const kid = kidOf('persistent');
    await fail('persistent', kid);
    expect(readWidevineLicense(await bytesFrom(await asks.widevine(kid))).canPersist).toBe(true);
  });

  test('fault too_long adds 30 days', async () => {
    const kid = kidOf('long');
    await fail('too_long', kid);
    expect(readWidevineLicense(await bytesFrom(await asks.widevine(kid))).licenseSeconds).toBe(2_592_600);
    await fail('too_long', kid);
    expectCkc(await bytesFrom(await asks.fairplay(kid)), 2_592_600);
  });
});

test('fault huge is 16 MiB long', async () => {
  const kid = kidOf('huge');
  await fail('huge', kid);
  expect((await bytesFrom(await asks.widevine(kid))).length).toBeGreaterThan(16 * 1024 * 1024);
});

describe('in time', () => {
  test('fault slow_body sends the head and then a byte now and then', async () => {
    const kid = kidOf('drip');
    await add({ kind: 'slow_body', kid: kidToUuid(kid), ms: 500 });
    const response = await ask({ kid, signal: AbortSignal.timeout(3000) });
    expect([response.status, Number(response.headers.get('content-length')) > 100]).toEqual([200, true]);
    let arrived = 0;
    const drip = async () => {
      for await (const bytes of response.body ?? []) arrived += bytes.length;
    };
    await expect(drip()).rejects.toThrow('timeout');
    expect([arrived > 0, arrived < 10]).toEqual([true, true]);
  });

  test('fault hang never answers, reset cuts the connection, slow answers late', async () => {
    const kid = kidOf('broken');
    await fail('hang', kid);
    await expect(ask({ kid, signal: AbortSignal.timeout(2000) })).rejects.toThrow('timeout');
    await fail('reset', kid);
    await expect(ask({ kid })).rejects.toThrow();
    await add({ kind: 'slow', ms: 80, kid: kidToUuid(kid) });
    const begin = performance.now();
    expect((await ask({ kid })).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(75);
    expect((await twin.logOf(kid)).map(({ status }) => status)).toEqual([null, null, 200]);
  });
});

describe('which request is hit', () => {
  test('one of that vendor, whatever its key, and a key before a vendor', async () => {
    const kid = kidOf('vendor');
    await add({ kind: '403', vendor: 'generic' });
    await add({ kind: '500', vendor: 'axinom' });
    await fail('401', kid);
    expect((await ask({ kid })).status).toBe(401);
    expect((await ask({ kid: kidOf('any other') })).status).toBe(403);
    expect((await ask({ kid })).status).toBe(200);
    await add({ kind: '500', vendor: 'axinom', count: 0 });
  });

  test('a key at one vendor only', async () => {
    const kid = kidOf('key and vendor');
    await add({ kind: '403', vendor: 'axinom', kid: kidToUuid(kid) });
    expect((await ask({ kid })).status).toBe(200);
  });

  test('any at all', async () => {
    expect(await add({ kind: '500', any: true, vendor: 'generic' })).toBe(400);
    expect(await add({ kind: '500', any: true })).toBe(200);
    expect((await twin.send('/axinom/fairplay/cert', { method: 'GET' })).status).toBe(500);
    expect((await twin.send('/axinom/fairplay/cert', { method: 'GET' })).status).toBe(200);
  });

  test('certificates only, FairPlay and 08 04', async () => {
    const kid = kidOf('certificates');
    await add({ kind: '500', vendor: 'generic', on: 'certificate', count: 2 });
    expect((await ask({ kid })).status).toBe(200);
    expect((await ask({ kid, body: Buffer.from([8, 4]) })).status).toBe(500);
    expect((await twin.send('/generic/fairplay/cert', { method: 'GET' })).status).toBe(500);
    expect((await twin.send('/generic/fairplay/cert', { method: 'GET' })).status).toBe(200);
  });

  test('a renewal, by the keys of its license', async () => {
    const kid = kidOf('renewed');
    const license = await bytesFrom(await ask({ kid }));
    await fail('500', kid);
    expect((await ask({ kid, body: Buffer.from(widevineFollowUp(2, license)) })).status).toBe(500);
  });
});
