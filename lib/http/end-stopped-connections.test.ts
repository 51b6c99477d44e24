import { once } from 'node:events';
import { Agent, createServer, get, type ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { endStoppedConnections } from './end-stopped-connections';

test('a server that is told to stop while it answers ends when it has answered', async () => {
  endStoppedConnections();
  const asked: ServerResponse[] = [];
  const server = createServer((_request, response) => void asked.push(response));
  // For ever: without our help it would never end.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const request = get({ host: '127.0.0.1', port, agent: new Agent({ keepAlive: true }) });
  await expect.poll(() => asked.length).toBe(1);

  const closed = once(server, 'close');
  server.close();
  asked[0]?.end('the last answer');
  const [response] = await once(request, 'response');
  expect([response.statusCode, (await response.toArray()).join('')]).toEqual([200, 'the last answer']);
  await closed;
}, 60_000);
