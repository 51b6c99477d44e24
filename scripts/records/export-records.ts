import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { openSnapshot } from './open-snapshot';
import { notRecords, type RecordTable, recordTables } from './record-tables';
import type { RecordsFile, RecordsManifest } from './records-manifest';

const ROWS_AT_ONCE = 1000;

interface Wanted {
  readonly url: string;
  /** Made if it is not there. */
  readonly folder: string;
  readonly takenAt: Date;
  /** Called with each file when it is complete; what it does with it is done before the next begins. */
  readonly onFile?: (file: RecordsFile, path: string) => Promise<void>;
}

/**
 * Writes all records of one moment to a folder, a file for each table, and `manifest.json` last. Memory does not grow with
 * the rows: a thousand are in it at a time. Rejects with what the database or the disk says; then there is no manifest.
 */
export async function exportRecords({ url, folder, takenAt, onFile }: Wanted): Promise<RecordsManifest> {
  await mkdir(folder, { recursive: true });
  const manifest = await openSnapshot(url, async (client): Promise<RecordsManifest> => {
    const files: RecordsFile[] = [];
    for (const table of recordTables) {
      const path = join(folder, `${table.table}.ndjson.gz`);
      const file = await writeTable(client, table, path);
      await onFile?.(file, path);
      files.push(file);
    }
    return {
      takenAt: takenAt.toISOString(),
      migrations: await countMigrations(client),
      files,
      leftOut: notRecords,
    };
  });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeTable(client: Client, record: RecordTable, path: string): Promise<RecordsFile> {
  let rows = 0;
  let bytes = 0;
  const hash = createHash('sha256');
  const lines = async function* () {
    for await (const some of readLines(client, record)) {
      rows += some.length;
      yield some.map((line) => `${line}\n`).join('');
    }
  };
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(lines()), createGzip(), measure, createWriteStream(path));
  return { table: record.table, file: `${record.table}.ndjson.gz`, rows, bytes, sha256: hash.digest('hex') };
}

/** Rows as JSON texts, made by PostgreSQL: numbers, arrays and moments are written as it knows them. */
async function* readLines(client: Client, { table, without }: RecordTable): AsyncGenerator<string[]> {
  const line = without === undefined ? 'row_to_json(t)' : `to_jsonb(t) - '${without}'`;
  await client.query(`declare records no scroll cursor for select (${line})::text as line from ${table} t`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from records`);
    if (rows.length === 0) break;
    yield rows.map(({ line: text }) => text);
  }
  await client.query('close records');
}

async function countMigrations(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from drizzle.__drizzle_migrations',
  );
  return rows[0]?.n ?? 0;
}
