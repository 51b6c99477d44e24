import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { outbox } from '@/lib/db/schema/operations';
import { staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { mailsTo } from '@/lib/mail/test-mailbox';
import { sendMails } from '@/lib/sales/send-mails';
import { buy } from '@/lib/sales/test-sale';
import { sendReply } from '@/lib/staff/send-reply';

const now = new Date();
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

test('what staff wrote arrives word for word, whoever has the same key, and the act keeps it', async () => {
  const { orderId } = await buy(testDb.db, now);
  const [to, key] = [`${randomUUID()}@example.jp`, randomUUID()];
  const text = 'お待たせしました。\n<b>2行目</b>\n\n次の段落です。';
  const reply = { key, reason: 'asked', orderId, template: undefined, locale: 'ja', to, text, now } as const;
  await sendReply(testDb.db, proveStaff('desk@example.jp', { roles: ['support'] }), reply);
  await sendReply(testDb.db, proveStaff('other@example.jp'), { ...reply, text: '別の人からです。' });
  await sendMails(testDb.db, now);
  const mails = await mailsTo(to);
  expect(mails.map((mail) => mail.text.includes('別の人からです。')).sort()).toEqual([false, true]);
  const mail = mails.find((sent) => sent.text.includes('お待たせしました。'));
  expect(mail?.subject).toMatch(/^Festival：お問い合わせへのお返事（\w{4}-\w{4}）$/);
  expect(mail?.text).toContain('お待たせしました。\n<b>2行目</b>\n\n次の段落です。');
  const acts = await testDb.db.select().from(staffActs).where(eq(staffActs.key, key));
  expect(acts.find(({ staffEmail }) => staffEmail === 'desk@example.jp')?.after).toMatchObject({ to, text });
  const rows = await testDb.db.select().from(outbox).where(eq(outbox.toAddress, to));
  expect(rows.every((row) => row.sentAt !== null && row.secret === null)).toBe(true);
});
