import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetSignIns } from '@/lib/auth/forget-sign-ins';
import { authOptions } from '@/lib/auth/next-auth';
import { recordSignIn, type SignIn } from '@/lib/auth/record-sign-in';
import { openPool } from '@/lib/db/client';
import { signIns } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';

const now = new Date('2026-10-03T09:00:00Z');
const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function rowsOf(viewerId: string) {
  const { provider, device, signedInAt } = signIns;
  return testDb.db
    .select({ provider, device, signedInAt })
    .from(signIns)
    .where(eq(signIns.viewerId, viewerId));
}

test('a sign-in is one row with provider and shortened device', async () => {
  const { id: viewerId } = await writeViewer(testDb.db);
  await recordSignIn(testDb.db, { viewerId, provider: 'oidc', userAgent, now });
  expect(await rowsOf(viewerId)).toEqual([{ provider: 'oidc', device: 'Windows · Chrome', signedInAt: now }]);
});

test('a sign-in that cannot be written keeps nobody out', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  const closed = openPool(testDb.url, 1);
  await closed.end();
  const signIn = { viewerId: 'vwr_none', provider: 'oidc', userAgent, now };
  await expect(recordSignIn(drizzle(closed), signIn)).resolves.toBeUndefined();
  await expect(recordSignIn(testDb.db, signIn)).resolves.toBeUndefined();
  said.mockRestore();
});

test('signing in is told once, a later request of the same session not', async () => {
  const told: SignIn[] = [];
  const { callbacks } = await authOptions((signIn) => void told.push(signIn));
  const user = { id: 'vwr_1', email: 'fan@example.jp' };
  const account = { provider: 'mail-code', type: 'credentials', providerAccountId: user.id } as const;
  const token = await callbacks?.jwt?.({ token: {}, user, account });
  await callbacks?.jwt?.({ token: token ?? {}, user, account: null });
  expect(told).toEqual([{ viewerId: 'vwr_1', provider: 'mail-code' }]);
});

test('sign-ins are forgotten after 120 days, and no day earlier', async () => {
  const { id: viewerId } = await writeViewer(testDb.db);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  for (const days of [121, 119])
    await recordSignIn(testDb.db, { viewerId, provider: 'oidc', userAgent, now: daysAgo(days) });
  expect(await forgetSignIns(testDb.db, now)).toBe(1);
  expect((await rowsOf(viewerId)).map(({ signedInAt }) => signedInAt)).toEqual([daysAgo(119)]);
});
