import { z } from 'zod';

const recordsFile = z.object({
  table: z.string(),
  /** Gzip of one JSON object a line (NDJSON), by column names. */
  file: z.string().regex(/^[a-z_]+\.ndjson\.gz$/),
  rows: z.int().min(0),
  /** Of the file as it lies there. */
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What an export is made of. It is written last: without it an export is none. */
export const recordsManifest = z.object({
  takenAt: z.iso.datetime(),
  /** How many migrations the database had, to read the columns by (lib/db/migrations). */
  migrations: z.int().min(0),
  files: z.array(recordsFile).min(1),
  /** Tables that are no records, with the reason. */
  leftOut: z.record(z.string(), z.string()),
});

export type RecordsFile = z.infer<typeof recordsFile>;
export type RecordsManifest = z.infer<typeof recordsManifest>;
