import { resolveChromium } from './chromium';
import { openDatabase } from './open-database';
import { dataRoot, repoRoot } from './repo-root';
import type { OnStop } from './run-command';
import { startStack, type Stack } from './stack';
import { clearReport, readTally, runNode, type Step } from './steps';
import { sumTallies, tallyPlaywright, type Tally } from './tally';

/** `file › title [project]` of browser tests that may be skipped, each with its reason beside it. */
const allowedSkips: readonly string[] = [];

/** Tags in e2e/: main flows, and what only the bundles for Lambda can be asked. */
const tags = { main: '@main', aws: '@aws' } as const;

/** The flows in a real browser, against a stack of its own on free ports with a fresh database. */
export const e2eStep: Step = { name: 'e2e', run: (onStop) => runE2e(onStop, []) };

/** The main flows, caches and privacy against the bundles for Lambda; everything else by hand: `npm run e2e -- --target aws`. */
export const awsStep: Step = {
  name: 'aws',
  run: (onStop) =>
    runE2e(onStop, ['--target', 'aws', '--project=desktop', '--grep', `${tags.main}|${tags.aws}`]),
};

/** `--target aws`: against the bundles for Lambda instead of `next start`. */
export function splitTarget(args: readonly string[]): { target: 'aws' | undefined; rest: string[] } {
  const at = args.indexOf('--target');
  if (at < 0) return { target: undefined, rest: [...args] };
  if (args[at + 1] !== 'aws') throw new Error('--target takes aws.');
  return { target: 'aws', rest: args.toSpliced(at, 2) };
}

/** Tests that put the machine to work by themselves, or time a picture, have it to themselves. */
const passes: readonly (readonly string[])[] = [
  ['--project=desktop', '--project=phone'],
  ['--project=alone', '--workers=1'],
];

/** As `e2eStep`, with more arguments for Playwright (a file, `--headed`, `--grep` …), and `--target aws`. */
export async function runE2e(onStop: OnStop, given: string[]): Promise<Tally> {
  const { target, rest: args } = splitTarget(given);
  const [browser, stack] = await Promise.all([resolveChromium(), startTestStack(onStop, target)]);
  const broken = stack.broken.then((reason) => {
    throw new Error(reason);
  });
  const env = { ...testEnv(stack), CHROMIUM_PATH: browser };
  const otherTarget = target === 'aws' ? [] : ['--grep-invert', tags.aws];
  const tallies: Tally[] = [];
  for (const pass of args.length > 0 ? [args] : passes) {
    tallies.push(await Promise.race([runPlaywright(onStop, [...otherTarget, ...pass], env), broken]));
  }
  return sumTallies(tallies);
}

async function runPlaywright(
  onStop: OnStop,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Tally> {
  const report = `${dataRoot}/results/playwright.json`;
  const code = await runNode(
    onStop,
    [`${repoRoot}/node_modules/playwright/cli.js`, 'test', '--reporter=list,json', ...args],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: clearReport(report) },
  );
  return readTally(report, { code, tally: (json) => tallyPlaywright(json, allowedSkips) });
}

/** Nothing of the developer's environment gets in: the tests mean the sandbox. */
function startTestStack(onStop: OnStop, target: 'aws' | undefined): Promise<Stack> {
  console.log('Building and starting the portal …');
  return startStack({
    name: 'e2e',
    ...(target === undefined ? {} : { target }),
    openDatabase: () => openDatabase({ name: 'e2e', throwaway: true }, onStop),
    fixedPorts: false,
    given: {},
    onStop,
  });
}

/** What the tests may know: the portal's own environment, and where every part is. */
function testEnv({ appUrl, twins, env, keptUrl }: Stack): Record<string, string> {
  return {
    ...env,
    E2E_BASE_URL: appUrl,
    E2E_STRIPE_URL: twins.stripe,
    E2E_OIDC_URL: twins.oidc,
    E2E_DRM_URL: twins.drm,
    E2E_ORIGIN_URL: twins.origin,
    E2E_BACKUP_ORIGIN_URL: twins.backupOrigin,
    E2E_SECRETS_URL: twins.secrets,
    E2E_MAIL_URL: twins.mail,
    ...(keptUrl === undefined ? {} : { E2E_TARGET: 'aws', E2E_KEPT_URL: keptUrl }),
  };
}
