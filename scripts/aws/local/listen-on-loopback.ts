import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { OnStop } from '../../run-command';

/** Serves HTTP on a free port that only this machine reaches, until the command ends. Resolves with its address. */
export async function listenOnLoopback(onStop: OnStop, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onStop(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return `http://127.0.0.1:${address.port}`;
}
