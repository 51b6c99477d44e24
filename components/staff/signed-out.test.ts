import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askVersion } from './ask-version';
import { fetchBoard } from './fetch-board';

let server: Server;
let site: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/over') return response.writeHead(307, { location: '/sign-in' }).end();
    if (request.url === '/sign-in') return response.writeHead(200).end('<!doctype html>');
    if (request.url === '/broken') return response.writeHead(503).end();
    if (request.url === '/news') return response.writeHead(200).end('{"version":"v2"}');
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const isBound = (address: unknown): address is AddressInfo =>
    typeof address === 'object' && address !== null;
  const address = server.address();
  site = isBound(address) ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => server.close());

const signal = new AbortController().signal;

it.each([
  ['over', 'gone'],
  ['no-staff', 'gone'],
  ['broken', 'same'],
  ['news', 'v2'],
])('a timeline that is led to /%s: %s', async (path, answer) => {
  expect(await askVersion(`${site}/${path}`, signal)).toBe(answer);
});

it.each([
  ['over', 'gone'],
  ['no-staff', 'gone'],
  ['broken', undefined],
])('a board that is led to /%s: %s', async (path, answer) => {
  expect(await fetchBoard(`${site}/${path}`, signal)).toBe(answer);
});
