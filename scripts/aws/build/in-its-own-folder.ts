import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot, repoRoot } from '../../repo-root';
import type { OnStop } from '../../run-command';

interface Folders {
  /** Where the build writes, whatever it is told (@opennextjs/aws 4.1.12 knows no other name). */
  readonly next: string;
  /** Its last result, with Next's own cache. */
  readonly own: string;
  /** What lies there for `next start`, out of the way meanwhile. */
  readonly aside: string;
}

const ours: Folders = {
  next: join(repoRoot, '.next'),
  own: join(dataRoot, 'next-aws'),
  aside: join(dataRoot, 'next-aside'),
};

/**
 * Runs a build that writes `.next` in another shape than `next start` wants, and leaves `.next` as it was: also when the build
 * fails or is stopped. After a power cut the next call puts it back.
 */
export async function inItsOwnFolder(
  onStop: OnStop,
  build: () => Promise<void>,
  folders = ours,
): Promise<void> {
  const { next, own, aside } = folders;
  if (existsSync(aside)) putBack(folders);
  move(next, aside);
  move(own, next);
  // Registered before the build's own end, so that it comes after it.
  onStop(async () => putBack(folders));
  try {
    await build();
  } finally {
    putBack(folders);
  }
}

function putBack({ next, own, aside }: Folders): void {
  if (existsSync(next) && !existsSync(own)) renameSync(next, own);
  move(aside, next);
}

function move(from: string, to: string): void {
  if (!existsSync(from)) return;
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}
