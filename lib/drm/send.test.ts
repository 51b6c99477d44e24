import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { sendToVendor } from '@/lib/drm/send';
import { freeLoopbackPort } from '@/lib/http/test-port';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function vendor(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  const port = await freeLoopbackPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}/license`;
}

const post = (url: string) => ({ url, headers: { authorization: 'Bearer ours' }, body: Uint8Array.of(8, 4) });

test('a vendor that is down is upstream_failed at once', async () => {
  const url = `http://127.0.0.1:${await freeLoopbackPort()}/license`;
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'upstream_failed', status: 502 });
});

test('only our own headers and exactly the challenge bytes reach the vendor', async () => {
  let seen: IncomingMessage['headers'] = {};
  let body = Buffer.alloc(0);
  const url = await vendor((request, response) => {
    seen = request.headers;
    request.on('data', (chunk: Buffer) => (body = Buffer.concat([body, chunk])));
    request.on('end', () => response.end());
  });
  await sendToVendor(post(url));
  expect(Object.keys(seen).sort()).toEqual(['authorization', 'connection', 'content-length', 'host']);
  expect([...body]).toEqual([8, 4]);
});

test('a redirect is a reply and is not followed', async () => {
  let requests = 0;
  const url = await vendor((_request, response) => {
    requests += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect((await sendToVendor(post(url))).status).toBe(307);
  expect(requests).toBe(1);
});

test('a reply that never ends is cut off at 256 KiB', async () => {
  const url = await vendor((_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(64 * 1024)));
    };
    response.on('drain', more);
    more();
  });
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'upstream_failed' });
});

test('a reply that breaks off in the middle is upstream_failed', async () => {
  const url = await vendor((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  await expect(sendToVendor(post(url))).rejects.toMatchObject({ code: 'upstream_failed' });
});
