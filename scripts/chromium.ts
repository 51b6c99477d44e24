import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { repoRoot } from './repo-root';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const installMs = 10 * 60_000;

/**
 * Path of a Chromium to test with: CHROMIUM_PATH, Playwright's own, one on PATH, or else one installed now (by
 * apt as root on Debian, by Playwright elsewhere). Rejects with what to do by hand.
 */
export async function resolveChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which cannot be run.`);
  }
  const present = findInstalled();
  if (present) return present;
  const attempts: string[] = [];
  for (const { title, install } of installers()) {
    console.log(`No Chromium found: ${title} …`);
    try {
      await install();
    } catch (error) {
      attempts.push(`${title}: ${error instanceof Error ? error.message.slice(0, 600) : String(error)}`);
    }
    const installed = findInstalled();
    if (installed) return installed;
  }
  throw new Error(
    [
      'No Chromium to test with. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
      ...attempts,
    ].join('\n'),
  );
}

/** The first executable of these names in a PATH-like list of folders. */
export function findOnPath(wanted: readonly string[], path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return wanted.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function findInstalled(): string | undefined {
  const own = chromium.executablePath();
  return existsSync(own) ? own : findOnPath(names, process.env.PATH ?? '');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Missing or not executable: not a candidate.
    return false;
  }
}

interface Installer {
  title: string;
  install(): Promise<void>;
}

function installers(): Installer[] {
  const playwright = {
    title: 'downloading the one Playwright ships',
    install: () =>
      execute(process.execPath, [`${repoRoot}/node_modules/playwright/cli.js`, 'install', 'chromium']),
  };
  // Ubuntu's `chromium` package is a stub for snap, which containers do not have.
  const isDebian =
    existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) return [playwright];
  return [{ title: 'installing it with apt-get', install: installWithApt }, playwright];
}

/** The font gives screenshots of Japanese pages their glyphs; tests do not depend on it. */
async function installWithApt(): Promise<void> {
  await execute('apt-get', ['update']);
  await execute('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  await execute('apt-get', ['install', '-y', '--no-install-recommends', 'fonts-noto-cjk']).catch(() =>
    console.log('(The Japanese font could not be installed; screenshots will show boxes.)'),
  );
}

async function execute(command: string, args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await promisify(execFile)(command, args, { env, timeout: installMs, maxBuffer: 64 * 1024 * 1024 });
}
