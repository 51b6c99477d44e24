import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort } from './free-port';

const held: Server[] = [];

afterEach(() => {
  held.splice(0).forEach((server) => server.close());
});

async function hold(port: number, host: string): Promise<void> {
  const server = createServer();
  held.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
}

test('the preferred port is chosen while it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

test.each(['127.0.0.1', '::', '0.0.0.0'])('a port somebody holds on %s is passed over', async (host) => {
  const port = await freePort();
  await hold(port, host);
  expect(await freePort(port)).toBeGreaterThan(port);
});

test('without a wish it is one below those that the system hands out by itself', async () => {
  const port = await freePort();
  expect([port >= 20_000, port < 32_768]).toEqual([true, true]);
});
