import type { FunctionUrlEvent } from './function-url';
import { isFromCdn } from './origin-guard';
import { prepare } from './prepare';
import { begin, type LambdaStream, type Prelude } from './streamed';

type Handler = (event: FunctionUrlEvent, stream: LambdaStream, context: object) => Promise<void>;

let loading: Promise<Handler> | undefined;

/** What OpenNext built lies beside this file. Next checks all settings when it is loaded, so the database's come first. */
function load(): Promise<Handler> {
  loading ??= loadOnce().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadOnce(): Promise<Handler> {
  await prepare();
  const { handler: built }: Record<string, Handler | undefined> = await import(
    new URL('./open-next.mjs', import.meta.url).href
  );
  if (built === undefined) throw new Error('open-next.mjs has no handler.');
  return built;
}

// While the environment starts, which is when it may take its time; a failure is told to those who ask.
await load().catch(() => undefined);

/** The server function: 403 for whoever is not our CDN, 503 while secrets cannot be read, else OpenNext's answer. */
export const handler = awslambda.streamifyResponse<FunctionUrlEvent, LambdaStream, object>(
  async (event, stream, context) => {
    const admitted = await admit(event);
    if (typeof admitted === 'number') begin(stream, refusal(admitted)).end('\n');
    else await admitted(event, stream, context);
  },
);

/** OpenNext's handler, or the status that refuses. */
async function admit(event: FunctionUrlEvent): Promise<Handler | 403 | 503> {
  try {
    const next = await load();
    return (await isFromCdn(event.headers)) ? next : 403;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ level: 'error', event: 'function.not_ready', cause })}\n`);
    return 503;
  }
}

/** A byte follows: without a body some accounts' streams never end (decision 63). */
function refusal(statusCode: number): Prelude {
  const wait = statusCode === 503 ? { 'retry-after': '5' } : {};
  return { statusCode, cookies: [], headers: { 'cache-control': 'no-store', ...wait } };
}
