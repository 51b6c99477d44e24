import type { IncomingMessage } from 'node:http';

/** The body as text; undefined if it is longer than the limit. Reads to the end either way, so that an answer gets through. */
export async function readLimited(request: IncomingMessage, limitBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of request) {
    const bytes = new Uint8Array(chunk);
    length += bytes.length;
    if (length <= limitBytes) text += decoder.decode(bytes, { stream: true });
  }
  return length <= limitBytes ? text + decoder.decode() : undefined;
}
