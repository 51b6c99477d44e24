import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { OnStop } from '../../run-command';
import type { EdgeAnswer, EdgeCache } from './edge-cache';
import { listenOnLoopback } from './listen-on-loopback';
import type { Stores } from './stores';

const schema = z.object({
  /** By the CDN; bodies as text, without their compression. */
  edge: z.array(
    z.object({
      key: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      body: z.string(),
    }),
  ),
  /** Objects written since the start, by the page cache's bucket. */
  bucket: z.array(z.object({ key: z.string(), body: z.string() })),
  /** `tag` and `path` of each row. */
  table: z.array(z.string()),
});

/** Everything that outlives an answer on the way to viewers. */
export type Kept = z.infer<typeof schema>;

interface Keepers {
  readonly edge: EdgeCache;
  readonly stores: Stores;
}

/** Tells on a loopback address of its own what is kept. Resolves with that address. */
export function startKept(onStop: OnStop, { edge, stores }: Keepers): Promise<string> {
  return listenOnLoopback(onStop, (_request, response) => {
    const kept: Kept = {
      edge: edge.kept().map(({ key, answer }) => ({
        key,
        status: answer.status,
        headers: schema.shape.edge.element.shape.headers.parse({ ...answer.headers }),
        body: textOf(answer),
      })),
      ...stores.kept(),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(kept));
  });
}

/** Asks the portal that keeps it. Rejects when nobody answers there. */
export async function readKept(keptUrl: string): Promise<Kept> {
  return schema.parse(await (await fetch(keptUrl)).json());
}

function textOf({ headers, body }: EdgeAnswer): string {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(body).toString('utf8');
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}
