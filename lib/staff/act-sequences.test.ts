import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { actRows, markMailsSent, openPlayer, owner, paidCase, worldOf } from '@/lib/staff/test-acts';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const acts = [
  'refund',
  'revoke',
  'restore',
  'close_sessions',
  'change_contact',
  'resend_mail',
  'add_note',
  'send_reply',
] as const;

/** What staff press, one after the other; a small number names the dialog, so that some are pressed twice. */
const presses = fc.array(fc.record({ act: fc.constantFrom(...acts), dialog: fc.nat(5) }), {
  minLength: 1,
  maxLength: 8,
});

test('whatever staff press in whatever order: one audit row for each act that was done, none for any other', async () => {
  const { db } = testDb;
  await fc.assert(
    fc.asyncProperty(presses, async (pressed) => {
      const made = await paidCase(db);
      await markMailsSent(db, made.sale);
      await openPlayer(db, made.sale, 0);
      const keys = Array.from({ length: 6 }, () => randomUUID());
      const done: string[] = [];
      for (const { act, dialog } of pressed) {
        const before = await worldOf(db, made.sale);
        const key = `${keys[dialog]}`;
        const result = await made[act](owner, { key });
        const after = await worldOf(db, made.sale);
        if (result.ok && !result.isRepeat) {
          done.push(act);
          expect(after.acts, act).toBe(before.acts + 1);
        } else expect(after, act).toEqual(before);
      }
      const rows = await actRows(db, made.sale);
      expect(rows.map(({ power }) => power).sort()).toEqual(done.sort());
      expect(rows.every(({ reason, staffEmail }) => reason !== '' && staffEmail === owner.email)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
