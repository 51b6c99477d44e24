import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { openSeeder } from '@/lib/staff/test-seeder';

const now = new Date('2026-11-29T00:00:00Z');
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const run = promisify(execFile);

test('200,000 orders leave through a process that has 64 MB for everything, to the last one', async () => {
  const event = await writeEvent(testDb.db, now);
  const type = await writeTicketType(testDb.db, { event, now, capacity: 200_000 });
  const viewer = await writeViewer(testDb.db);
  const seeder = await openSeeder(testDb);
  await seeder.query(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at)
     select 'ord_' || n, 'C-' || n, $1, $2, 'paid', 2500, 'JPY', 'buyer@example.jp', 'ja', 'key' || n,
       $3, $3::timestamptz + n * interval '1 second', $3::timestamptz + n * interval '1 second'
     from generate_series(1, 200000) n`,
    [viewer.id, event.eventId, now],
  );
  await seeder.query(
    `insert into order_lines (id, order_id, ticket_type_id, price_minor)
     select 'lin_' || n, 'ord_' || n, $1, 2500 from generate_series(1, 200000) n`,
    [type],
  );
  await seeder.query('analyze orders, order_lines');
  await seeder.end();
  const { stdout } = await run(
    process.execPath,
    [
      '--max-old-space-size=64',
      '--import',
      'tsx',
      `${import.meta.dirname}/test-export-child.ts`,
      testDb.url,
      event.eventId,
    ],
    { cwd: process.cwd(), env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(JSON.parse(stdout)).toEqual({
    records: 200_001,
    bytes: expect.any(Number),
    last: expect.stringMatching(
      /^C-200000,ord_200000,lin_200000,sale,paid,2026-12-01 16:33:20,2026-12-01T07:33:20.000Z,/,
    ),
  });
  const looks = await testDb.pool.query('select what, detail, count from staff_looks');
  expect(looks.rows).toEqual([{ what: 'export', detail: `orders ${event.eventId}`, count: 200_000 }]);
}, 180_000);
