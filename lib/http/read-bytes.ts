import { Fault } from '@/lib/fault';

/**
 * The body as bytes, never more than `maxBytes` of it in memory. Throws Fault `body_too_large` as soon as the
 * declared or the received length is over, and `bad_request` when the body breaks off.
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new Fault('body_too_large');
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new Fault('bad_request', 'body broke off', { cause });
    });
    if (done) return Buffer.concat(chunks);
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Fault('body_too_large');
    }
    chunks.push(value);
  }
}
