import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
  /** As a zip file has them: each file deflated, with its two headers. */
  readonly zippedBytes: number;
}

/** What is deployed of a folder; symbolic links are names and no bytes. */
export async function folderSize(folder: string): Promise<FolderSize> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let [bytes, zippedBytes] = [0, 0];
  for (const path of paths) {
    const content = await readFile(path);
    bytes += content.length;
    // 30 and 46 bytes and the name twice (APPNOTE.TXT 4.3.7, 4.3.12).
    zippedBytes += deflateRawSync(content, { level: 9 }).length + 76 + 2 * (path.length - folder.length - 1);
  }
  return { files: paths.length, bytes, zippedBytes };
}
