import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { Fault } from '@/lib/fault';
import { createSecretReader } from './secrets';

const twin = inject('secretsUrl');
const ttlSeconds = 300;
const oldKey = 'OLD-VALUE-4f1c';
const newKey = 'NEW-VALUE-9b2e';

let printed: string;
beforeEach(() => {
  printed = '';
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...line: unknown[]) => void (printed += line.join(' ')));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed, 'no secret value is ever logged').not.toMatch(/VALUE-/);
});

describe('secrets in Secrets Manager', () => {
  it('asks once for many reads at once and within the TTL, and again after it', async () => {
    const { secretId, reader, pass } = await given({ STRIPE_SECRET_KEY: oldKey, JOBS_SECRET: 'jobs' });

    const reads = await Promise.all(Array.from({ length: 20 }, () => reader.readSecret('STRIPE_SECRET_KEY')));
    pass(ttlSeconds - 1);
    expect(await reader.readSecret('JOBS_SECRET')).toEqual(['jobs']);

    expect(new Set(reads.map((values) => values.join()))).toEqual(new Set([oldKey]));
    expect(await countRequests(secretId)).toEqual({ AWSCURRENT: 1, AWSPREVIOUS: 1 });
    pass(2);
    await reader.readSecret('JOBS_SECRET');
    expect(await countRequests(secretId)).toEqual({ AWSCURRENT: 2, AWSPREVIOUS: 2 });
  });

  it('accepts the current value first and the previous one after a rotation', async () => {
    const { secretId, reader, pass } = await given({ STRIPE_WEBHOOK_SECRET: oldKey, JOBS_SECRET: 'same' });
    expect(await reader.readSecret('STRIPE_WEBHOOK_SECRET')).toEqual([oldKey]);

    await putSecret(secretId, { STRIPE_WEBHOOK_SECRET: newKey, JOBS_SECRET: 'same' });
    pass(ttlSeconds);

    expect(await reader.readSecret('STRIPE_WEBHOOK_SECRET')).toEqual([newKey, oldKey]);
    expect(await reader.readSecret('JOBS_SECRET')).toEqual(['same']);
  });

  it('accepts no previous value of a name that was taken out', async () => {
    const { secretId, reader } = await given({ JOBS_SECRET: oldKey });
    await putSecret(secretId, { STRIPE_SECRET_KEY: newKey });

    await expect(reader.readSecret('JOBS_SECRET')).rejects.toThrow('Secret JOBS_SECRET is not set');
  });

  it('reads a secret whose first version was no JSON', async () => {
    const { secretId, reader } = await given('generated-VALUE-password');
    await putSecret(secretId, { JOBS_SECRET: newKey });

    expect(await reader.readSecret('JOBS_SECRET')).toEqual([newKey]);
  });

  it('keeps the stale value, logs and waits before the next try when a refresh fails', async () => {
    const { secretId, reader, pass } = await given({ JOBS_SECRET: oldKey });
    await reader.readSecret('JOBS_SECRET');
    await putSecret(secretId, { JOBS_SECRET: newKey });
    await breakRequests(secretId, 100);
    pass(ttlSeconds);

    expect(await reader.readSecret('JOBS_SECRET')).toEqual([oldKey]);
    expect(printed).toContain('secrets_refresh_failed');
    await breakRequests(secretId, 0);
    expect(await reader.readSecret('JOBS_SECRET')).toEqual([oldKey]);
    pass(30);
    expect(await reader.readSecret('JOBS_SECRET')).toEqual([newKey, oldKey]);
  });

  it('is unavailable when the first read fails, and recovers', async () => {
    const { secretId, reader } = await given({ JOBS_SECRET: oldKey });
    await breakRequests(secretId, 100);

    const failure: unknown = await reader.readSecret('JOBS_SECRET').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Fault);
    expect(failure).toMatchObject({ code: 'unavailable' });
    await breakRequests(secretId, 0);
    expect(await reader.readSecret('JOBS_SECRET')).toEqual([oldKey]);
  });

  it.each([
    ['a missing name', { STRIPE_SECRET_KEY: oldKey }],
    ['an empty value', { STRIPE_SECRET_KEY: oldKey, JOBS_SECRET: '' }],
    ['a value that is no text', { STRIPE_SECRET_KEY: oldKey, JOBS_SECRET: { nested: oldKey } }],
    ['text that is no JSON', `${oldKey} is not JSON`],
  ])('throws an error without values for %s, whatever the environment holds', async (_case, content) => {
    const { reader } = await given(content);

    const failure: unknown = await reader.readSecret('JOBS_SECRET').catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Error);
    for (let error = failure; error instanceof Error; error = error.cause) {
      expect(`${error.message} ${error.stack}`).not.toContain('VALUE-');
    }
    if (typeof content !== 'string') expect(failure).toMatchObject({ message: /JOBS_SECRET/ });
  });
});

describe('secrets in the environment', () => {
  const readerOf = (text: string | undefined) => createSecretReader({ fallback: () => text, ttlSeconds });

  it('reads "current,previous"', async () => {
    expect(await readerOf(`${newKey}, ${oldKey}`).readSecret('JOBS_SECRET')).toEqual([newKey, oldKey]);
    expect(await readerOf(newKey).readSecret('JOBS_SECRET')).toEqual([newKey]);
  });

  it.each([undefined, '', ' , '])('names the secret that is missing for %j', async (text) => {
    await expect(readerOf(text).readSecret('JOBS_SECRET')).rejects.toThrow('JOBS_SECRET is not set');
  });
});

async function given(content: unknown) {
  const secretId = `test/${randomUUID()}`;
  await putSecret(secretId, content);
  let nowMs = Date.UTC(2030, 0, 1);
  const reader = createSecretReader({
    secretId,
    fallback: () => 'VALUE-of-the-environment',
    ttlSeconds,
    client: {
      endpoint: twin,
      region: 'ap-northeast-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
    },
    now: () => new Date(nowMs),
  });
  return { secretId, reader, pass: (seconds: number) => void (nowMs += seconds * 1000) };
}

async function putSecret(secretId: string, content: unknown): Promise<void> {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  await control(`secrets/${encodeURIComponent(secretId)}`, { method: 'PUT', body });
}

async function breakRequests(secretId: string, count: number): Promise<void> {
  await control('faults', { method: 'POST', body: JSON.stringify({ secretId, kind: '500', count }) });
}

async function countRequests(secretId: string): Promise<Record<string, number>> {
  const reply = await control(`requests?secretId=${encodeURIComponent(secretId)}`);
  const { requests } = z.object({ requests: z.array(z.object({ versionStage: z.string() })) }).parse(reply);
  const counts: Record<string, number> = {};
  for (const { versionStage } of requests) counts[versionStage] = (counts[versionStage] ?? 0) + 1;
  return counts;
}

async function control(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(`${twin}/_sandbox/${path}`, init);
  expect(response.status).toBe(200);
  return response.json();
}
