import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { notRecords, recordTables } from './record-tables';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('every table is a record, or named as none with the reason; and none is both', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const named = [...recordTables.map(({ table }) => table), ...Object.keys(notRecords)];
  expect(named.sort()).toEqual(rows.map(({ name }) => name));
});

test('the column that says when a row was written, and the one that is left out, are there', async () => {
  for (const { table, at, without } of recordTables) {
    const { rows } = await database.pool.query<{ name: string; type: string }>(
      'select column_name as name, data_type as type from information_schema.columns where table_name = $1',
      [table],
    );
    if (at !== undefined) expect(rows).toContainEqual({ name: at, type: 'timestamp with time zone' });
    if (without !== undefined) expect(rows.map(({ name }) => name)).toContain(without);
  }
});
