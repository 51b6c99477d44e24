import type { Transform, Writable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type {} from '@opennextjs/aws/types/global.js';
import type { OpenNextHandlerOptions, Wrapper } from '@opennextjs/aws/types/overrides.js';
import { begin, type LambdaStream, type Prelude } from './streamed';
import { withoutMissingPages } from './without-missing-pages';

interface Context {
  callbackWaitsForEmptyEventLoop: boolean;
}

/** Of Node's brotli, from 0 to 11; beyond 4 a page costs more than it saves (CloudFront uses about the same). */
const BROTLI_QUALITY = 4;
const isText = /^(text\/|application\/(json|problem\+json|javascript|xml)|image\/svg)/;

const wrap: Wrapper['wrapper'] = (handler, converter) => {
  // Set by OpenNext before it asks for the wrapper (core/createMainHandler.js), read by it with every request.
  const kept = withoutMissingPages({ pages: globalThis.incrementalCache, tags: globalThis.tagCache });
  globalThis.incrementalCache = kept.pages;
  globalThis.tagCache = kept.tags;
  return Promise.resolve(
    awslambda.streamifyResponse(async (event, stream: LambdaStream, context: Context) => {
      context.callbackWaitsForEmptyEventLoop = false;
      const internal = await converter.convertFrom(event);
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
};

/**
 * OpenNext's way into Lambda with response streaming, of whatever server.ts lets through: as its own wrapper, but for text
 * alone being compressed (OpenNext's: everything, at quality 11).
 */
export const serverWrapper: Wrapper = { name: 'stagedoor-streaming', supportStreaming: true, wrapper: wrap };

/** OpenNext writes 30 days for every page (cacheInterceptor.js, util.js); this is `expireTime` of next.config.js. */
const STALE_SECONDS = 3600;

function asConfigured(prelude: Prelude): Prelude {
  // A stream says itself where it ends, and an answer that has a body for Lambda's sake alone would have a wrong length (decision 63).
  const { 'content-length': _length, ...headers } = prelude.headers;
  const control = headers['cache-control'];
  if (control === undefined) return { ...prelude, headers };
  const own = control.replace('stale-while-revalidate=2592000', `stale-while-revalidate=${STALE_SECONDS}`);
  return { ...prelude, headers: { ...headers, 'cache-control': own } };
}

function open(stream: LambdaStream, answer: Prelude, asked: Record<string, string>): Writable {
  const prelude = asConfigured(answer);
  const compress = compressionFor(prelude, asked['accept-encoding'] ?? '');
  if (compress === undefined) return begin(stream, prelude);
  const { headers } = prelude;
  const vary = [headers.vary, 'accept-encoding'].filter(Boolean).join(', ');
  begin(stream, { ...prelude, headers: { ...headers, vary, 'content-encoding': compress.name } });
  compress.through.pipe(stream);
  return compress.through;
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
