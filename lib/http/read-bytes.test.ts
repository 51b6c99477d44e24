import { expect, test } from 'vitest';
import { readBytes } from '@/lib/http/read-bytes';

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });

/** A body of unknown length that goes on until someone stops reading. */
function endless(onPull: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      onPull();
      controller.enqueue(new Uint8Array(1024));
    },
  });
}

test('a body up to the limit comes through byte by byte', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
  expect([...(await readBytes(post(bytes), 256))]).toEqual([...bytes]);
  expect((await readBytes(post(null), 0)).length).toBe(0);
});

test('a declared length over the limit is refused before a byte is read', async () => {
  const declared = post('x', { 'content-length': '257' });
  await expect(readBytes(declared, 256)).rejects.toMatchObject({ code: 'body_too_large' });
  expect(declared.bodyUsed).toBe(false);
});

test('an endless body is cut off at the limit', async () => {
  let pulls = 0;
  await expect(readBytes(post(endless(() => (pulls += 1))), 4096)).rejects.toMatchObject({
    code: 'body_too_large',
  });
  expect(pulls).toBeLessThan(10);
});

test('a body that breaks off is a bad request and not a crash', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error('reset')),
  });
  await expect(readBytes(post(broken), 256)).rejects.toMatchObject({ code: 'bad_request' });
});
