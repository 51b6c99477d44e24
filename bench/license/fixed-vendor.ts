import { createServer } from 'node:http';
import { z } from 'zod';

/** A vendor whose answer per path is fixed, so that its own work is the same for all that ask it. */
const answers = z.record(z.string(), z.string()).parse(JSON.parse(process.env.BENCH_ANSWERS ?? '{}'));
const bodies = new Map(
  Object.entries(answers).map(([path, base64]) => [path, Buffer.from(base64, 'base64')]),
);

const server = createServer((request, response) => {
  const body = bodies.get(request.url ?? '');
  request.resume().on('end', () => {
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': String(body?.length ?? 0),
    });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
