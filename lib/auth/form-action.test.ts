import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { formAction } from '@/lib/auth/form-action';
import type * as viewers from '@/lib/auth/viewer';
import { proveViewer, type Viewer } from '@/lib/auth/viewer';
import type * as databases from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';

let viewer: Viewer | undefined;
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<typeof viewers>()),
  requireViewer: async () => {
    if (viewer === undefined) throw new Fault('not_signed_in');
    return viewer;
  },
}));

let testDb: TestDatabase;
vi.mock('@/lib/db/client', async (original) => ({
  ...(await original<typeof databases>()),
  database: () => testDb.db,
}));
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(() => {
  viewer = proveViewer({ id: newId('vwr'), email: 'hanako@example.jp' });
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});

const schema = z.strictObject({ seat: z.tuple([z.string()]).transform(([seat]) => seat) });
const acted = vi.fn();
const run = (given: unknown, act = async (_: Viewer, input: { seat: string }) => accept(input.seat)) =>
  formAction(given, { where: 'test', schema, limit: 'hold', act });
const accept = (value: string): { ok: true; value: string } | { ok: false; reason: 'sold_out' } => {
  acted(value);
  return { ok: true, value };
};

describe('a server action', () => {
  beforeEach(() => acted.mockReset());

  test('gets the fields of its form, without those that Next adds', async () => {
    expect(await run(formOf({ seat: 'A1', $ACTION_KEY: 'k1' }))).toEqual({ status: 'done', value: 'A1' });
  });

  test('does nothing for who is not signed in', async () => {
    viewer = undefined;
    expect(await run(formOf({ seat: 'A1' }))).toMatchObject({ status: 'fault', code: 'not_signed_in' });
    expect(acted).not.toHaveBeenCalled();
  });

  test.each([
    ['a price', { seat: 'A1', priceMinor: '1' }],
    ['nothing', {}],
  ])('is a bad request with %s in the form', async (_case, fields) => {
    const state = await run(formOf(fields));
    expect(state).toMatchObject({ status: 'fault', code: 'bad_request' });
    expect(acted).not.toHaveBeenCalled();
  });

  test('stops a script at the rate limit', async () => {
    for (let press = 0; press < 20; press++) await run(formOf({ seat: 'A1' }));
    expect(await run(formOf({ seat: 'A1' }))).toMatchObject({ status: 'fault', code: 'too_many_requests' });
  });

  test('shows a refusal as such and a Fault with a support code', async () => {
    expect(await run(formOf({ seat: 'A1' }), async () => ({ ok: false, reason: 'sold_out' }))).toEqual({
      status: 'refused',
      reason: 'sold_out',
    });
    const failed = await run(formOf({ seat: 'A1' }), () => Promise.reject(new Fault('upstream_failed')));
    expect(failed).toEqual({
      status: 'fault',
      code: 'upstream_failed',
      ref: expect.stringMatching(/^\w{6}$/),
    });
  });

  test('lets a bug, and the throw by which Next redirects, pass', async () => {
    const thrown = new Error('NEXT_REDIRECT');
    await expect(run(formOf({ seat: 'A1' }), () => Promise.reject(thrown))).rejects.toBe(thrown);
  });
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
