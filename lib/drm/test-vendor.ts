import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import net from 'node:net';
import { afterEach } from 'vitest';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The loopback port on which the server listens until the test is over. */
export async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.on('connection', (socket) => closers.push(() => socket.destroy()));
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

/** The address of a vendor that answers like this until the test is over. */
export async function vendorThat(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}/license`;
}

/** Answers with the status of the moment and counts what reached it. */
export async function vendorWithStatus(status: number) {
  const vendor = { status, requests: 0, url: '' };
  vendor.url = await vendorThat((_request, response) => {
    vendor.requests += 1;
    response.writeHead(vendor.status).end();
  });
  return vendor;
}

/** Its requests hang until `answer` is called; `next` is fulfilled when another one has come in. */
export async function hangingVendor() {
  const open: (() => void)[] = [];
  const server = createServer((_request, response) => {
    vendor.requests += 1;
    open.push(() => response.end());
  });
  const vendor = {
    requests: 0,
    url: `http://127.0.0.1:${await listen(server)}/license`,
    next: () => once(server, 'request'),
    answer: () => open.shift()?.(),
  };
  return vendor;
}

/** Takes connections and never says a word: every TLS handshake hangs. */
export async function muteVendor() {
  const server = net.createServer();
  return { server, url: `https://127.0.0.1:${await listen(server)}/license` };
}

export const post = (url: string) => ({
  url,
  headers: { authorization: 'Bearer ours' },
  body: Uint8Array.of(8, 4),
});
