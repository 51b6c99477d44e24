import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const SEPARATOR = Buffer.alloc(8);

const schema = z.object({
  statusCode: z.number().default(200),
  headers: z.record(z.string(), z.string()).default({}),
  cookies: z.array(z.string()).default([]),
});

/** Status, headers and cookies that a streaming function writes before its body. */
export type Prelude = z.infer<typeof schema>;

/** Reads the JSON up to eight zero bytes; `rest` are bytes of the body that came with it. Throws at a stream without. */
export async function readPrelude(stream: Readable): Promise<{ prelude: Prelude; rest: Buffer }> {
  let read = Buffer.alloc(0);
  for (;;) {
    const chunk: unknown = stream.read();
    if (chunk === null) {
      if (stream.readableEnded) throw new Error('The function ended without status and headers.');
      await Promise.race([once(stream, 'readable'), once(stream, 'end')]);
      continue;
    }
    read = Buffer.concat([read, Buffer.from(z.instanceof(Uint8Array).parse(chunk))]);
    const end = read.indexOf(SEPARATOR);
    if (end < 0) continue;
    const prelude = schema.parse(JSON.parse(read.subarray(0, end).toString('utf8')));
    return { prelude, rest: read.subarray(end + SEPARATOR.length) };
  }
}
