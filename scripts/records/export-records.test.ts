import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkRecords } from './check-records';
import { exportRecords } from './export-records';
import { recordTables } from './record-tables';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const addViewer = async (): Promise<string> => {
  const id = `vwr_${randomUUID()}`;
  await database.pool.query('insert into viewers (id, email, name) values ($1, $2, $3)', [
    id,
    `${id}@example.jp`,
    '花子\n"O\'Hara"',
  ]);
  return id;
};
const rowsOf = async (table: string): Promise<Record<string, unknown>[]> =>
  gunzipSync(await readFile(join(folder, `${table}.ndjson.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object(JSON.parse(line)));

test('every table of records is a file with all its rows, as they are; and the manifest says so', async () => {
  const id = await addViewer();
  await exportRecords({ url: database.url, folder, takenAt: new Date('2027-03-21T00:00:00Z') });
  const checked = await checkRecords(folder);
  expect(checked).toMatchObject({ ok: true, manifest: { takenAt: '2027-03-21T00:00:00.000Z' } });
  expect(checked.ok && checked.manifest.files.map(({ table }) => table)).toEqual(
    recordTables.map(({ table }) => table),
  );
  expect(await rowsOf('viewers')).toContainEqual(
    expect.objectContaining({ id, name: '花子\n"O\'Hara"', created_at: expect.stringMatching(/\+00:00$/) }),
  );
});

test('all files are of one moment: what is written while the export runs is in none of them', async () => {
  let late = '';
  await exportRecords({
    url: database.url,
    folder,
    takenAt: new Date(),
    onFile: async ({ table }) => {
      if (table === 'events') late = await addViewer();
    },
  });
  expect(late).not.toBe('');
  expect((await rowsOf('viewers')).map(({ id }) => id)).not.toContain(late);
});

test('what opens something is left out: codes of mails, hashes of links', async () => {
  await database.pool.query(
    `insert into outbox (dedupe_key, kind, to_address, locale, secret, created_at, next_try_at)
     values ('code:1', 'sign_in_code', 'a@example.jp', 'ja', '{"code": "123456"}', now(), now())`,
  );
  await exportRecords({ url: database.url, folder, takenAt: new Date() });
  const [mail] = await rowsOf('outbox');
  expect(mail).toMatchObject({ dedupe_key: 'code:1' });
  expect(JSON.stringify(mail)).not.toContain('123456');
});

test('a file that was cut or changed, and one that is missing, are found', async () => {
  await addViewer();
  await exportRecords({ url: database.url, folder, takenAt: new Date() });
  await appendFile(join(folder, 'orders.ndjson.gz'), 'x');
  expect(await checkRecords(folder)).toEqual({
    ok: false,
    problem: expect.stringContaining('orders.ndjson.gz'),
  });
  await exportRecords({ url: database.url, folder, takenAt: new Date() });
  await rm(join(folder, 'viewers.ndjson.gz'));
  expect(await checkRecords(folder)).toMatchObject({ ok: false });
});
