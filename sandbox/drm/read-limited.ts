import type { IncomingMessage } from 'node:http';

/** The body; undefined if it is longer than the limit. Reads to the end either way, so that an answer gets through. */
export async function readLimited(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = new Uint8Array(chunk);
    length += bytes.length;
    if (length <= limitBytes) chunks.push(bytes);
  }
  return length <= limitBytes ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}
