import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The file at `path`, or the newest file in the folder there (subfolders are not looked into). Empty files are no backups.
 * Undefined when there is none.
 */
export async function newestBackup(path: string): Promise<{ file: string; at: Date } | undefined> {
  const names = await readdir(path).catch(() => undefined);
  const files = names === undefined ? [path] : names.map((name) => join(path, name));
  const found = await Promise.all(
    files.map(async (file) => ({ file, stats: await stat(file).catch(() => undefined) })),
  );
  const backups = found.flatMap(({ file, stats }) =>
    stats?.isFile() === true && stats.size > 0 ? [{ file, at: stats.mtime }] : [],
  );
  return backups.sort((one, other) => other.at.getTime() - one.at.getTime())[0];
}
