import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from './repo-root';
import { checkRecords } from './records/check-records';
import { exportRecords } from './records/export-records';
import { runCommand } from './run-command';

runCommand(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) throw new Error('Set DATABASE_URL to the database whose records are wanted.');
  const takenAt = new Date();
  const name = takenAt.toISOString().replaceAll(/[:.]/g, '-');
  const folder = resolve(values.to ?? join(repoRoot, 'records', name));
  await exportRecords({ url: DATABASE_URL, folder, takenAt });
  const checked = await checkRecords(folder);
  if (!checked.ok) throw new Error(`The export is not whole (${checked.problem}). Run it again.`);
  const rows = checked.manifest.files.reduce((sum, file) => sum + file.rows, 0);
  console.log(`${checked.manifest.files.length} tables, ${rows} rows → ${folder}`);
  console.log('They hold personal data: keep them encrypted, and delete them when their time is over.');
  return 0;
});
