import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalFunction, startFunction } from './start-function';

const folder = mkdtempSync(join(tmpdir(), 'stagedoor-host-'));
let streaming: LocalFunction;

/** Answers `/whole` in one piece, `/parts` in several, `/empty` without a body. */
const code = `
const prelude = Buffer.concat([Buffer.from(JSON.stringify({ statusCode: 200, headers: {}, cookies: [] })), Buffer.alloc(8)]);
export const handler = awslambda.streamifyResponse(async ({ rawPath }, stream) => {
  if (rawPath === '/whole') return void stream.end(Buffer.concat([prelude, Buffer.from('body')]));
  stream.write(prelude);
  if (rawPath === '/empty') return void stream.end();
  stream.write('bo');
  stream.end('dy');
});`;

beforeAll(async () => {
  writeFileSync(join(folder, 'index.mjs'), code);
  streaming = await startFunction({ name: 'test-streaming', folder, env: {} });
});
afterAll(async () => {
  await streaming.process.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['/whole', '/parts'])('an answer in pieces of any size ends (%s)', async (path) => {
  for (let n = 0; n < 20; n += 1) {
    const answer = await fetch(streaming.url + path, { signal: AbortSignal.timeout(20_000) });
    expect([answer.status, await answer.text()]).toEqual([200, 'body']);
  }
});

test('an answer without a body is broken off: on Lambda it may never end', async () => {
  const answer = fetch(`${streaming.url}/empty`).then((response) => response.text());
  await expect(answer).rejects.toThrow();
});
