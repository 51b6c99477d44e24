import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { checkRecords } from '../records/check-records';
import { recordsManifest } from '../records/records-manifest';
import { repoRoot } from '../repo-root';
import { clientOf, isAwsError } from './aws-clients';
import { findCluster } from './find-cluster';
import { invokeFunction } from './invoke-function';
import type { PlanFacts } from './read-plan';

const exported = z.object({ bucket: z.string(), prefix: z.string(), manifest: recordsManifest });

/** Where the records are; or that there never was a database. */
export type BroughtRecords =
  | { readonly kind: 'brought'; readonly bucket: string; readonly folder: string; readonly rows: number }
  | { readonly kind: 'brought-before'; readonly folder: string; readonly takenAt: string }
  | { readonly kind: 'no-database' };

/**
 * Has the records exported into their bucket, brings them to this machine and checks every file and row against the
 * manifest. Where the function is gone already (a removal that was interrupted), the export of that day stands if it is
 * whole. Rejects otherwise: then nothing may be destroyed.
 */
export async function bringRecords(
  plan: PlanFacts,
  home = join(repoRoot, 'records'),
): Promise<BroughtRecords> {
  const reply = await invokeFunction(plan.region, `${plan.name}-records`, {}).catch((error: unknown) => {
    if (isAwsError(error, 'ResourceNotFoundException')) return undefined;
    throw new Error(
      `The records could not be exported: ${error instanceof Error ? error.message : String(error)}\n` +
        `→ the log of the function ${plan.name}-records says more. Run it again: nothing was destroyed.`,
      { cause: error },
    );
  });
  if (reply === undefined) return withoutFunction(plan, home);
  const { bucket, prefix, manifest } = exported.parse(reply);
  const folder = join(home, `${plan.name}-${prefix}`);
  await download({ plan, bucket, prefix, folder }, [
    ...manifest.files.map(({ file }) => file),
    'manifest.json',
  ]);
  const checked = await checkRecords(folder);
  if (!checked.ok)
    throw new Error(`The export is not whole: ${checked.problem}.\n→ run it again: nothing was destroyed.`);
  const rows = checked.manifest.files.reduce((sum, file) => sum + file.rows, 0);
  return { kind: 'brought', bucket, folder, rows };
}

interface Download {
  readonly plan: PlanFacts;
  readonly bucket: string;
  readonly prefix: string;
  readonly folder: string;
}

async function download({ plan, bucket, prefix, folder }: Download, files: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const client = new S3Client(clientOf(plan.region));
  for (const file of files) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}/${file}` }));
    if (!(Body instanceof Readable)) throw new Error(`${file} has no content.`);
    await pipeline(Body, createWriteStream(join(folder, file)));
  }
}

/** An older export says nothing of what the database got since. */
const hoursThatAnExportStands = 24;

async function withoutFunction(plan: PlanFacts, home: string): Promise<BroughtRecords> {
  if ((await findCluster(plan.region, `stagedoor-${plan.name}`)) === undefined)
    return { kind: 'no-database' };
  const folders = await readdir(home).catch((): string[] => []);
  const [newest] = folders
    .filter((each) => each.startsWith(`${plan.name}-2`))
    .sort()
    .reverse();
  const folder = join(home, newest ?? '');
  const checked = newest === undefined ? undefined : await checkRecords(folder);
  if (checked?.ok === true) {
    const { takenAt } = checked.manifest;
    const hours = (Date.now() - new Date(takenAt).getTime()) / 3_600_000;
    if (hours < hoursThatAnExportStands) return { kind: 'brought-before', folder, takenAt };
  }
  throw new Error(
    `There is a database, no function that exports its records, and no whole export of today in ${home}.\n` +
      `→ npm run deploy -- ${plan.name} makes the function again. Nothing was destroyed.`,
  );
}
