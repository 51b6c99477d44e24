import type { Server } from 'node:http';

/**
 * Binds a server to loopback only (port 0 or absent: a free one) and resolves when it accepts connections.
 * `url` has no trailing slash. `close` cuts open connections and is safe to call twice. Rejects if the port is taken.
 */
export async function listenOnLoopback(
  server: Server,
  port = 0,
): Promise<{ url: string; close(): Promise<void> }> {
  // Node's 5 s (20 to 24) end just when a client asks again after a short pause; nginx, which vendors put in front, waits 75 s.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
