import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { outbox, staffAlerts } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { breakMailTo, mailsTo } from '@/lib/mail/test-mailbox';
import { claimMails } from '@/lib/sales/claim-mails';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { sendMails } from '@/lib/sales/send-mails';
import { buy, hold } from '@/lib/sales/test-sale';

/** The Stripe twin looks at the real clock when it is told until when a voucher may be paid. */
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let testDb: TestDatabase;
let printed: string;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  printed = '';
  for (const method of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...line: unknown[]) => void (printed += line.join(' ')));
  }
  await testDb.db.delete(outbox);
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed, 'neither addresses nor texts of mails are ever logged').not.toMatch(
    /@example|Festival|048213/,
  );
});

async function rowOf(key: string) {
  const [row] = await testDb.db.select().from(outbox).where(eq(outbox.dedupeKey, key));
  if (row === undefined) throw new Error(`no mail ${key}`);
  return row;
}

const alertsAbout = (orderId: string) =>
  testDb.db.select().from(staffAlerts).where(eq(staffAlerts.orderId, orderId));

async function writeCode(toAddress: string, createdAt = now): Promise<string> {
  const dedupeKey = `sign_in_code:sic_${randomUUID()}`;
  const values = { dedupeKey, kind: 'sign_in_code', toAddress, locale: 'en', createdAt } as const;
  await testDb.db.insert(outbox).values({ ...values, nextTryAt: createdAt, secret: { code: '048213' } });
  return dedupeKey;
}

describe('a mail that is due', () => {
  test('is sent once, with the days of the order in a calendar, and noted', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    expect(await sendMails(testDb.db, now)).toBe(1);
    expect(await sendMails(testDb.db, later(3600))).toBe(0);
    const mails = await mailsTo(viewer.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      subject: 'Festival：ご購入が完了しました',
      messageId: `<confirmation.${orderId}@stagedoor.example>`,
      attachments: [
        { contentType: 'text/calendar', text: expect.stringMatching(/(BEGIN:VEVENT[\s\S]*){2}/) },
      ],
    });
    expect(mails[0]?.text).toMatch(/合計（税込）\s+￥5,500/);
    expect(await rowOf(`confirmation:${orderId}`)).toMatchObject({ attempts: 1, givenUpAt: null });
    expect((await rowOf(`confirmation:${orderId}`)).sentAt).not.toBeNull();
  });

  test('is sent once by two workers with fifty of them', async () => {
    const addresses = Array.from({ length: 50 }, () => `${randomUUID()}@example.jp`);
    for (const address of addresses) await writeCode(address);
    const counts = await Promise.all([sendMails(testDb.db, now), sendMails(testDb.db, now)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
    const received = await Promise.all(addresses.map((address) => mailsTo(address)));
    expect(received.map((mails) => mails.length)).toEqual(addresses.map(() => 1));
  });

  test('alone is sent when it is asked for by its key', async () => {
    const [wanted, other] = [`${randomUUID()}@example.jp`, `${randomUUID()}@example.jp`];
    await writeCode(other);
    expect(await sendMails(testDb.db, now, { onlyKey: await writeCode(wanted) })).toBe(1);
    expect(await mailsTo(other)).toEqual([]);
  });
});

describe('a worker that dies', () => {
  test('before it sends leaves the mail to the next one, after the lease', async () => {
    const { viewer } = await buy(testDb.db, now);
    expect(await claimMails(testDb.db, { now, most: 5 })).toHaveLength(1);
    expect(await sendMails(testDb.db, later(110))).toBe(0);
    expect(await sendMails(testDb.db, later(121))).toBe(1);
    expect(await mailsTo(viewer.email)).toHaveLength(1);
  });

  test('after it sent leaves a mail that is sent again under the same Message-ID', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    await breakMailTo({ kind: 'accept_then_drop', to: viewer.email, count: 1 });
    expect(await sendMails(testDb.db, now)).toBe(0);
    expect(await sendMails(testDb.db, later(60))).toBe(1);
    const ids = (await mailsTo(viewer.email)).map(({ messageId }) => messageId);
    expect(ids).toEqual(Array(2).fill(`<confirmation.${orderId}@stagedoor.example>`));
  });
});

describe('a mail that fails', () => {
  test('for now is tried again, ever more rarely', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    await breakMailTo({ kind: 'temporary_failure', to: viewer.email, count: 2 });
    expect(await sendMails(testDb.db, now)).toBe(0);
    const first = await rowOf(`confirmation:${orderId}`);
    expect(first.nextTryAt.getTime() - now.getTime()).toBeLessThan(60_000);
    await sendMails(testDb.db, later(60));
    const second = await rowOf(`confirmation:${orderId}`);
    expect(second.nextTryAt.getTime() - later(60).getTime()).toBeGreaterThan(40_000);
    expect(await sendMails(testDb.db, later(600))).toBe(1);
    expect(await alertsAbout(orderId)).toEqual([]);
  });

  test('for good is given up at once, and staff are told without the address', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    await breakMailTo({ kind: 'reject_rcpt', to: viewer.email, count: 1 });
    expect(await sendMails(testDb.db, now)).toBe(0);
    expect(await sendMails(testDb.db, later(3600))).toBe(0);
    expect(await alertsAbout(orderId)).toMatchObject([
      { kind: 'mail_given_up', detail: 'confirmation: refused by the mail server (550 5.1.1)' },
    ]);
  });

  test('for a day is given up, and staff are told', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    const key = `confirmation:${orderId}`;
    await testDb.db.update(outbox).set({ attempts: 29 }).where(eq(outbox.dedupeKey, key));
    await breakMailTo({ kind: 'temporary_failure', to: viewer.email, count: 1 });
    await sendMails(testDb.db, now);
    expect((await rowOf(key)).givenUpAt).not.toBeNull();
    expect(await alertsAbout(orderId)).toMatchObject([{ detail: 'confirmation: not sent in 30 tries' }]);
  });

  test('does not keep the others from being sent', async () => {
    const [broken, whole] = [await buy(testDb.db, now), await buy(testDb.db, now)];
    await breakMailTo({ kind: 'drop_connection', to: broken.viewer.email, count: 1 });
    expect(await sendMails(testDb.db, now)).toBe(1);
    expect(await mailsTo(whole.viewer.email)).toHaveLength(1);
  });
});

describe('a sign-in code', () => {
  test('is sent in the language it was asked for in, and kept no longer', async () => {
    const to = `${randomUUID()}@example.jp`;
    const key = await writeCode(to);
    await sendMails(testDb.db, now);
    expect((await mailsTo(to))[0]?.text).toContain('048213');
    expect(await rowOf(key)).toMatchObject({ secret: null });
  });

  test('is not sent when it does not work any more', async () => {
    const to = `${randomUUID()}@example.jp`;
    const key = await writeCode(to, later(-600));
    expect(await sendMails(testDb.db, now)).toBe(0);
    expect(await rowOf(key)).toMatchObject({ secret: null, lastError: 'not true any more' });
  });

  test('to an address that there is not is nothing for staff', async () => {
    const to = `${randomUUID()}@example.jp`;
    await breakMailTo({ kind: 'reject_rcpt', to, count: 1 });
    const key = await writeCode(to);
    await sendMails(testDb.db, now);
    expect((await rowOf(key)).givenUpAt).not.toBeNull();
    const alerts = await testDb.db
      .select()
      .from(staffAlerts)
      .where(eq(staffAlerts.dedupeKey, `mail_given_up:${key}`));
    expect(alerts).toEqual([]);
  });

  test('goes before a backlog of other mails', async () => {
    for (let n = 0; n < 3; n += 1) await buy(testDb.db, now);
    const key = await writeCode(`${randomUUID()}@example.jp`);
    const [first] = await claimMails(testDb.db, { now, most: 1 });
    expect(first?.dedupeKey).toBe(key);
  });
});

test('a transaction that is rolled back leaves no mail', async () => {
  const { viewer, orderId } = await hold(testDb.db, now);
  const order = { id: orderId, contactEmail: viewer.email, locale: 'ja' };
  const failed = testDb.db.transaction(async (tx) => {
    await enqueueMail(tx, { kind: 'confirmation', order, now });
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  expect(await sendMails(testDb.db, now)).toBe(0);
});
