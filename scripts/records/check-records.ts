import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { recordTables } from './record-tables';
import { type RecordsFile, type RecordsManifest, recordsManifest } from './records-manifest';

export type CheckedRecords =
  | { readonly ok: true; readonly manifest: RecordsManifest }
  | { readonly ok: false; readonly problem: string };

/** Reads an export again, byte by byte: every table is there, each file is the one that was written, with all its rows. */
export async function checkRecords(folder: string): Promise<CheckedRecords> {
  try {
    const manifest = recordsManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    const missing = recordTables.find(({ table }) => !manifest.files.some((file) => file.table === table));
    if (missing !== undefined) return { ok: false, problem: `${missing.table} is not in the export` };
    for (const file of manifest.files) {
      const problem = await checkFile(folder, file);
      if (problem !== undefined) return { ok: false, problem };
    }
    return { ok: true, manifest };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function checkFile(folder: string, wanted: RecordsFile): Promise<string | undefined> {
  try {
    const { rows, sha256 } = await readFileAgain(join(folder, wanted.file));
    if (sha256 !== wanted.sha256) return `${wanted.file} is not the file that was written (sha256)`;
    return rows === wanted.rows ? undefined : `${wanted.file} has ${rows} rows instead of ${wanted.rows}`;
  } catch (error) {
    return `${wanted.file}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readFileAgain(path: string): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  const measure = async function* (bytes: AsyncIterable<Buffer>) {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const count = async (unpacked: AsyncIterable<Buffer>) => {
    for await (const chunk of unpacked) for (const byte of chunk) if (byte === 0x0a) rows += 1;
  };
  await pipeline(createReadStream(path), measure, createGunzip(), count);
  return { rows, sha256: hash.digest('hex') };
}
