import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { stat } from 'node:fs/promises';
import net from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchFromVendor, guardedSend, guardLimits } from '@/lib/drm/guard';
import { hangingVendor, listen, muteVendor, post, vendorThat, vendorWithStatus } from '@/lib/drm/test-vendor';

afterEach(() => {
  vi.useRealTimers();
});

/** Our own time limits move by hand from here on; sockets go on in real time. */
const holdTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
const busy = { code: 'drm_busy', status: 503 };

describe('nothing that may have been sent is sent again', () => {
  test('a connection that fails before the request is sent is tried once more, not twice', async () => {
    let connections = 0;
    const port = await listen(
      net.createServer((socket) => {
        connections += 1;
        socket.destroy();
      }),
    );
    const call = guardedSend('widevine', post(`https://127.0.0.1:${port}/license`));
    await expect(call).rejects.toMatchObject({ code: 'drm_failed' });
    expect(connections).toBe(2);
  });

  test('a TLS handshake that hangs is tried once more, then drm_timeout', async () => {
    holdTime();
    const { server, url } = await muteVendor();
    const first = once(server, 'connection');
    const call = guardedSend('widevine', post(url));
    await first;
    const second = once(server, 'connection');
    vi.advanceTimersByTime(1000);
    await second;
    vi.advanceTimersByTime(1000);
    await expect(call).rejects.toMatchObject({ code: 'drm_timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the total limit covers both attempts', async () => {
    holdTime();
    const { server, url } = await muteVendor();
    const first = once(server, 'connection');
    const call = guardedSend('widevine', post(url), { connectMs: 3000 });
    await first;
    const second = once(server, 'connection');
    vi.advanceTimersByTime(3000);
    await second;
    vi.advanceTimersByTime(1000);
    await expect(call).rejects.toMatchObject({ code: 'drm_timeout' });
  });

  test.each([
    ['closed', (socket: net.Socket) => socket.destroy()],
    ['closed with a word', (socket: net.Socket) => socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n')],
  ])('a kept connection that the vendor has %s is replaced unseen', async (_name, hangUp) => {
    const sockets: net.Socket[] = [];
    const url = await vendorThat((request, response) => {
      sockets.push(request.socket);
      request.resume().on('end', () => response.end());
    });
    await guardedSend('widevine', post(url));
    // Back from the disk the next poll is a turn away: the hang-up is still unread when the call begins.
    await stat(import.meta.dirname);
    for (const socket of sockets) hangUp(socket);
    expect((await guardedSend('widevine', post(url))).status).toBe(200);
    expect(new Set(sockets).size).toBe(2);
  });

  test.each([
    ['a new', 0],
    ['a kept', 1],
  ])('a hang-up after the request on %s connection is drm_failed after one request', async (_name, good) => {
    let requests = 0;
    const url = await vendorThat((request, response) => {
      requests += 1;
      if (requests <= good) request.resume().on('end', () => response.end());
      else request.socket.destroy();
    });
    for (let i = 0; i < good; i += 1) await guardedSend('widevine', post(url));
    await new Promise(setImmediate);
    await expect(guardedSend('widevine', post(url))).rejects.toMatchObject({ code: 'drm_failed' });
    expect(requests).toBe(good + 1);
  });

  test.each([500, 503, 403, 429, 302])('a %i is the reply of one request', async (status) => {
    const vendor = await vendorWithStatus(status);
    expect((await guardedSend('widevine', post(vendor.url))).status).toBe(status);
    expect(vendor.requests).toBe(1);
  });

  test('a vendor that never answers has got one request', async () => {
    holdTime();
    let requests = 0;
    const url = await vendorThat(() => {
      requests += 1;
      vi.advanceTimersByTime(guardLimits.totalMs);
    });
    await expect(guardedSend('widevine', post(url))).rejects.toMatchObject({ code: 'drm_timeout' });
    expect(requests).toBe(1);
  });
});

describe('queue', () => {
  const small = { maxConcurrent: 1, maxQueued: 1, queueMs: 600_000 };

  test('no more calls are under way at the vendor than allowed; who waited is served', async () => {
    const vendor = await hangingVendor();
    const arrived = vendor.next();
    const first = guardedSend('widevine', post(vendor.url), small);
    const second = guardedSend('widevine', post(vendor.url), small);
    await expect(guardedSend('widevine', post(vendor.url), small)).rejects.toMatchObject(busy);
    await arrived;
    expect(vendor.requests).toBe(1);
    const next = vendor.next();
    vendor.answer();
    expect((await first).status).toBe(200);
    await next;
    vendor.answer();
    expect((await second).status).toBe(200);
    expect(vendor.requests).toBe(2);
  });

  test('who waits longer than 1 s is drm_busy, never reaches the vendor and blocks nobody', async () => {
    holdTime();
    const limits = { maxConcurrent: 1, maxQueued: 2 };
    const vendor = await hangingVendor();
    const arrived = vendor.next();
    const first = guardedSend('widevine', post(vendor.url), limits);
    const gone = guardedSend('widevine', post(vendor.url), limits);
    const patient = guardedSend('widevine', post(vendor.url), { ...limits, queueMs: 2000 });
    await arrived;
    vi.advanceTimersByTime(1000);
    await expect(gone).rejects.toMatchObject(busy);
    const next = vendor.next();
    vendor.answer();
    await next;
    vendor.answer();
    expect([(await first).status, (await patient).status]).toEqual([200, 200]);
    expect(vendor.requests).toBe(2);
  });
});

test('a certificate is a GET without body and without headers of ours', async () => {
  let seen: Pick<IncomingMessage, 'method' | 'headers'> = { headers: {} };
  const url = await vendorThat((request, response) => {
    seen = request;
    response.setHeader('content-type', 'application/pkix-cert').end(Uint8Array.of(48, 130));
  });
  const reply = await fetchFromVendor(url);
  expect(reply).toEqual({ status: 200, contentType: 'application/pkix-cert', body: Buffer.of(48, 130) });
  expect(seen.method).toBe('GET');
  expect(Object.keys(seen.headers).sort()).toEqual(['connection', 'host']);
});
