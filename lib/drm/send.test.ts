import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import net from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { callVendor, sendLimits } from '@/lib/drm/send';
import type { VendorReply, VendorRequest } from '@/lib/drm/vendor';
import { listen, muteVendor, post, vendorThat } from '@/lib/drm/test-vendor';
import { freeLoopbackPort } from '@/lib/http/test-port';

/** One attempt. */
function sendToVendor({ url, headers, body }: VendorRequest): Promise<VendorReply> {
  return callVendor({ method: 'POST', url: new URL(url), headers, body }, { ...sendLimits, reconnects: 0 });
}

afterEach(() => {
  vi.useRealTimers();
});

/** Our own time limits move by hand from here on; sockets go on in real time. */
const holdTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

test('a vendor that is down is drm_failed at once', async () => {
  const url = `http://127.0.0.1:${await freeLoopbackPort()}/license`;
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_failed', status: 502 });
});

test('only our own headers and exactly the challenge bytes reach the vendor', async () => {
  let seen: IncomingMessage['headers'] = {};
  let body = Buffer.alloc(0);
  const url = await vendorThat((request, response) => {
    seen = request.headers;
    request.on('data', (chunk: Buffer) => (body = Buffer.concat([body, chunk])));
    request.on('end', () => response.end());
  });
  await sendToVendor(post(url));
  expect(Object.keys(seen).sort()).toEqual(['authorization', 'connection', 'content-length', 'host']);
  expect([...body]).toEqual([8, 4]);
});

test('of a nosy vendor nothing comes back but status, content type and body', async () => {
  const url = await vendorThat((_request, response) => {
    response.writeEarlyHints({ link: '</track>; rel=preload' });
    response.setHeader('set-cookie', ['track=viewer', 'more=1']);
    response.setHeader('www-authenticate', 'Basic realm="vendor"');
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'x-vendor-key': 'secret' });
    response.end(Uint8Array.of(8, 2));
  });
  expect(await sendToVendor(post(url))).toEqual({
    status: 200,
    contentType: 'application/octet-stream',
    body: Buffer.of(8, 2),
  });
});

test('a second call reuses the connection of the first', async () => {
  const ports = new Set<number | undefined>();
  const url = await vendorThat((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume().on('end', () => response.end());
  });
  await sendToVendor(post(url));
  await new Promise(setImmediate);
  await sendToVendor(post(url));
  expect(ports.size).toBe(1);
});

test('a redirect is a reply and is not followed', async () => {
  let requests = 0;
  const url = await vendorThat((_request, response) => {
    requests += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect((await sendToVendor(post(url))).status).toBe(307);
  expect(requests).toBe(1);
});

test('a host that takes the connection but never finishes TLS is drm_timeout after 1 s', async () => {
  holdTime();
  const { server, url } = await muteVendor();
  const connected = once(server, 'connection');
  const call = sendToVendor(post(url));
  await connected;
  vi.advanceTimersByTime(1000);
  await expect(call).rejects.toMatchObject({ code: 'drm_timeout', status: 504 });
});

test('once connected the vendor has until the 4 s are over', async () => {
  holdTime();
  const url = await vendorThat((_request, response) => {
    vi.advanceTimersByTime(3999);
    response.end('late');
  });
  expect((await sendToVendor(post(url))).status).toBe(200);
});

test('a vendor that never answers is drm_timeout after 4 s', async () => {
  holdTime();
  const url = await vendorThat(() => vi.advanceTimersByTime(4000));
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_timeout', status: 504 });
});

test('a body that drips on and on is drm_timeout after 4 s, and its connection is closed', async () => {
  holdTime();
  let closed: Promise<unknown> = Promise.resolve();
  const url = await vendorThat((_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => {
      response.write('.');
      vi.advanceTimersByTime(500);
    });
    closed = once(response, 'close').finally(() => clearInterval(drip));
  });
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_timeout' });
  await closed;
});

test('a reply of 256 KiB is whole, one byte more is drm_failed', async () => {
  const limit = 256 * 1024;
  let bytes = limit;
  const url = await vendorThat((_request, response) => response.end(Buffer.alloc(bytes)));
  expect((await sendToVendor(post(url))).body.length).toBe(limit);
  bytes += 1;
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_failed' });
});

test('a reply that never ends is cut off', async () => {
  const url = await vendorThat((_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(64 * 1024)));
    };
    response.on('drain', more);
    more();
  });
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_failed' });
});

test('a reply that breaks off in the middle is drm_failed', async () => {
  const url = await vendorThat((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'drm_failed' });
});

test('a vendor that switches protocols is drm_failed', async () => {
  const raw = net.createServer((socket) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: own\r\n\r\n');
  });
  const call = sendToVendor(post(`http://127.0.0.1:${await listen(raw)}/license`));
  await expect(call).rejects.toMatchObject({ code: 'drm_failed' });
});
