import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { PassThrough, type Readable } from 'node:stream';
import { z } from 'zod';
import { readPrelude, type Prelude } from './prelude';
import { toFunctionUrlEvent } from './to-function-url-event';

/**
 * One built bundle as Lambda would run it: `node … function-host.ts <folder>`. Its function URL listens on a free loopback
 * port, which is told on standard output as `{"ready":true,"url":…}`. `POST /2015-03-31/functions/function/invocations`
 * invokes it with any event, as Lambda's API does. Unlike Lambda it takes several requests at once.
 */
const invocationPath = '/2015-03-31/functions/function/invocations';

type Streaming = (event: unknown, stream: Readable, context: object) => Promise<void>;
type Buffered = (event: unknown, context: object) => Promise<unknown>;
const streaming = new WeakSet<object>();

Object.assign(globalThis, {
  awslambda: {
    streamifyResponse: (handler: Streaming) => {
      streaming.add(handler);
      return handler;
    },
  },
});

const bufferedReply = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});
const bundle = z.object({
  handler: z.custom<Streaming & Buffered>((value) => typeof value === 'function'),
});

const folder = process.argv[2] ?? '.';
process.chdir(folder);
const { handler } = bundle.parse(await import(pathToFileURL(`${folder}/index.mjs`).href));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === invocationPath) {
    const result = await handler(await json(request), {});
    response.end(JSON.stringify(result ?? null));
    return;
  }
  const event = toFunctionUrlEvent(request, await buffer(request));
  if (streaming.has(handler)) return answerStreaming(event, response);
  const reply = bufferedReply.parse(await handler(event, {}));
  const { statusCode, cookies, headers } = reply;
  begin(response, { statusCode, cookies, headers });
  response.end(Buffer.from(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8'));
}

async function answerStreaming(event: object, response: ServerResponse): Promise<void> {
  const stream = Object.assign(new PassThrough(), { setContentType: () => undefined });
  // Whoever writes ends the stream; a function that failed never will.
  const answering = handler(event, stream, {}).catch((error: unknown) => {
    stream.end();
    throw error;
  });
  const { prelude, rest } = await readPrelude(stream).catch(async (error: unknown) => {
    await answering;
    throw error;
  });
  begin(response, prelude);
  if (rest.length > 0) response.write(rest);
  let hasBody = rest.length > 0;
  stream.once('data', () => (hasBody = true));
  stream.pipe(response, { end: false });
  // As Lambda does to some accounts: an answer without a byte of body is never ended (docs/decisions/0063).
  const finish = (): unknown =>
    hasBody ? response.end() : response.destroy(new Error('A streamed answer has no body.'));
  // All of a short answer may have been read with its prelude, and the end been told already.
  if (stream.readableEnded) finish();
  else stream.once('end', finish);
  // Nobody reads any more: the function goes on, as it does on Lambda.
  response.once('close', () => stream.resume());
  await answering;
}

function begin(response: ServerResponse, { statusCode, headers, cookies }: Prelude): void {
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    // What a function URL says when its function threw.
    if (!response.headersSent) response.statusCode = 502;
    response.end('{"Message":"Internal Server Error"}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${address.port}` })}\n`);
});
