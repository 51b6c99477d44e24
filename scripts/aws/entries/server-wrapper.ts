import type { Transform, Writable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { StreamCreator } from '@opennextjs/aws/types/open-next.js';
import type { OpenNextHandlerOptions, Wrapper } from '@opennextjs/aws/types/overrides.js';
import { isFromCdn } from './origin-guard';
import { prepare, prepareEarly } from './prepare';

type Prelude = Parameters<StreamCreator['writeHeaders']>[0];
type Stream = Writable & { setContentType(type: string): void };
interface Context {
  callbackWaitsForEmptyEventLoop: boolean;
}

/** Of Node's brotli, from 0 to 11; beyond 4 a page costs more than it saves (CloudFront uses about the same). */
const BROTLI_QUALITY = 4;
const isText = /^(text\/|application\/(json|problem\+json|javascript|xml)|image\/svg)/;

prepareEarly();

const wrap: Wrapper['wrapper'] = (handler, converter) =>
  Promise.resolve(
    awslambda.streamifyResponse(async (event, stream: Stream, context: Context) => {
      context.callbackWaitsForEmptyEventLoop = false;
      const internal = await converter.convertFrom(event);
      const refusal = await refusalOf(internal.headers);
      if (refusal !== undefined) {
        begin(stream, refusal).end();
        return;
      }
      const after: Promise<unknown>[] = [];
      const options: OpenNextHandlerOptions = {
        streamCreator: { writeHeaders: (prelude) => open(stream, prelude, internal.headers) },
        waitUntil: (promise) => void after.push(promise),
      };
      await handler(internal, options);
      // Lambda stops when this resolves: pages that are rendered again must have been handed over by then.
      await Promise.allSettled(after);
    }),
  );

/**
 * OpenNext's way into Lambda with response streaming, for our function URLs: asks for the CDN's header first, has the
 * database's address before Next is asked, and compresses text alone (OpenNext's own wrapper: everything, at quality 11).
 */
export const serverWrapper: Wrapper = { name: 'stagedoor-streaming', supportStreaming: true, wrapper: wrap };

async function refusalOf(headers: Record<string, string>): Promise<Prelude | undefined> {
  try {
    await prepare();
    if (await isFromCdn(headers)) return undefined;
    return { statusCode: 403, cookies: [], headers: { 'cache-control': 'no-store' } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ level: 'error', event: 'function.not_ready', reason })}\n`);
    return { statusCode: 503, cookies: [], headers: { 'cache-control': 'no-store', 'retry-after': '5' } };
  }
}

function open(stream: Stream, prelude: Prelude, asked: Record<string, string>): Writable {
  const compress = compressionFor(prelude, asked['accept-encoding'] ?? '');
  if (compress === undefined) return begin(stream, prelude);
  const { 'content-length': _length, ...headers } = prelude.headers;
  const vary = [headers.vary, 'accept-encoding'].filter(Boolean).join(', ');
  begin(stream, { ...prelude, headers: { ...headers, vary, 'content-encoding': compress.name } });
  compress.through.pipe(stream);
  return compress.through;
}

/** Status, headers and cookies as Lambda wants them before a streamed body: JSON, then eight zero bytes. */
function begin(stream: Stream, prelude: Prelude): Stream {
  stream.setContentType('application/vnd.awslambda.http-integration-response');
  stream.write(JSON.stringify(prelude));
  stream.write(new Uint8Array(8));
  return stream;
}

function compressionFor(
  { statusCode, headers }: Prelude,
  accepted: string,
): { name: string; through: Transform } | undefined {
  const hasBody = statusCode >= 200 && statusCode !== 204 && statusCode !== 304;
  if (!hasBody || headers['content-encoding'] !== undefined) return undefined;
  if (!isText.test(headers['content-type'] ?? '')) return undefined;
  if (/\bbr\b/.test(accepted)) return { name: 'br', through: brotli() };
  return /\bgzip\b/.test(accepted)
    ? { name: 'gzip', through: createGzip({ flush: constants.Z_SYNC_FLUSH }) }
    : undefined;
}

function brotli(): Transform {
  return createBrotliCompress({
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  });
}
