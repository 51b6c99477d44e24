import type { z } from 'zod';
import { Fault } from '@/lib/fault';
import { readBytes } from '@/lib/http/read-bytes';

/** A small JSON body, checked. Throws Fault `bad_request` for anything else and `body_too_large` over the limit. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, maxBytes = 4096): Promise<T> {
  const bytes = await readBytes(request, maxBytes);
  const result = schema.safeParse(parse(bytes));
  if (!result.success)
    throw new Fault('bad_request', `body: ${result.error.issues.map((i) => i.path.join('.')).join()}`);
  return result.data;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new Fault('bad_request', 'body is not JSON', { cause });
  }
}
