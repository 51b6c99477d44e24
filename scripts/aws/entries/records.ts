import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { countRows, type RowCounts } from '../../records/count-rows';
import { exportRecords } from '../../records/export-records';
import type { RecordsManifest } from '../../records/records-manifest';
import { prepare } from './prepare';

const countEvent = z.strictObject({
  count: z.literal(true),
  until: z.iso.datetime(),
  host: z.string().optional(),
});
/** Nothing: all records. A wish with a mistake in it is none of the two, and exports nothing. */
const wish = z.union([countEvent, z.strictObject({})]);
const environment = z.object({
  DATABASE_URL: z.string(),
  RECORDS_BUCKET: z.string().min(1),
  /** Whole host names of databases beside ours that may be counted: those of restore drills. */
  DRILL_HOST_PATTERN: z.string().min(1),
});

interface Exported {
  readonly bucket: string;
  readonly prefix: string;
  readonly manifest: RecordsManifest;
}

/**
 * `{}`: all records to the bucket, the manifest last. `{ count: true, until, host? }`: rows of each table of records, of
 * our database or of one beside it that a drill restored. Rejects for any other event, and when something fails: then
 * nothing counts as exported.
 */
export async function handler(event: unknown): Promise<Exported | RowCounts> {
  const wanted = wish.parse(event);
  await prepare();
  const env = environment.parse(process.env);
  if (!('count' in wanted)) return exportToBucket(env);
  const { until, host } = wanted;
  const url = host === undefined ? env.DATABASE_URL : urlOfDrill(env, host);
  return countRows(url, new Date(until));
}

function urlOfDrill(env: z.infer<typeof environment>, host: string): string {
  if (!new RegExp(`^(?:${env.DRILL_HOST_PATTERN})$`).test(host))
    throw new Error('That host is no database of a restore drill.');
  const url = new URL(env.DATABASE_URL);
  url.host = host;
  return url.href;
}

/** S3 compares each file with the checksum that we made while writing it. */
async function exportToBucket(env: z.infer<typeof environment>): Promise<Exported> {
  const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({ maxAttempts: 3, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const bucket = env.RECORDS_BUCKET;
  const takenAt = new Date();
  const prefix = takenAt.toISOString().replaceAll(/[:.]/g, '-');
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  try {
    const manifest = await exportRecords({
      url: env.DATABASE_URL,
      folder,
      takenAt,
      onFile: async ({ file, bytes, sha256 }, path) => {
        const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
        const place = { Bucket: bucket, Key: `${prefix}/${file}` };
        const Body = createReadStream(path);
        await client.send(new PutObjectCommand({ ...place, Body, ContentLength: bytes, ChecksumSHA256 }));
        await rm(path);
      },
    });
    const Body = JSON.stringify(manifest, null, 2);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}/manifest.json`, Body }));
    return { bucket, prefix, manifest };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
