import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

/**
 * Of a server that was told to stop, ends each kept connection once its last answer is out. Node ends those that are idle at that moment; the
 * others it would keep for as long as `npm start` keeps idle ones, and Next waits for them (decision 67). For all servers of this process.
 */
export function endStoppedConnections(): void {
  subscribe('http.server.response.finish', (told) => {
    if (typeof told !== 'object' || told === null || !('server' in told)) return;
    const { server } = told;
    if (server instanceof Server && !server.listening) setImmediate(() => server.closeIdleConnections());
  });
}
