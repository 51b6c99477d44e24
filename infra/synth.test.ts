import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installation as example } from './config/example';
import { builtFixture } from './test-system';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'stagedoor-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: readonly string[];
}

/** The command itself, as `npm run infra:synth -- <plan>` starts it. */
function synth(plan: string): Said {
  const to = mkdtempSync(join(folder, 'out-'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'infra/synth.ts'), plan],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        STAGEDOOR_PLANS_IN: folder,
        STAGEDOOR_SYNTH_TO: to,
        STAGEDOOR_BUILT_IN: builtFixture,
      },
    },
  );
  return { status, stdout, stderr, written: readdirSync(to) };
}

function expectRefusal({ status, stdout, stderr, written }: Said, lines: readonly unknown[]): void {
  expect({ lines: stderr.trim().split('\n'), stdout, status, written }).toEqual({
    lines,
    stdout: '',
    status: 1,
    written: [],
  });
}

function planWith(change: object): string {
  const plan = { ...Object(example), ...change };
  writeFileSync(join(folder, 'plan.ts'), `export const installation = ${JSON.stringify(plan)};\n`);
  return 'plan';
}

test('a plan with problems ends with one line for each, and writes nothing', () => {
  expectRefusal(synth(planWith({ name: 'plan', region: 'mars-north-1', account: '12' })), [
    `${folder}/plan.ts is not usable:`,
    expect.stringMatching(/^ {2}account: is no account number/),
    expect.stringMatching(/^ {2}region: mars-north-1 is no region we know/),
  ]);
});

test('a secret in a plan is named by its place alone, and reaches no template', () => {
  const key = `sk_${'live'}_canary`;
  const { portal } = Object(example);
  const said = synth(
    planWith({
      name: 'plan',
      portal: { ...portal, settings: { ...portal.settings, STRIPE_PUBLISHABLE_KEY: key } },
    }),
  );
  expectRefusal(said, [
    `${folder}/plan.ts is not usable:`,
    expect.stringMatching(/^ {2}portal\.settings\.STRIPE_PUBLISHABLE_KEY: holds a secret/),
  ]);
  expect(said.stderr).not.toContain('canary');
});

test.each(['nobody', '../config/example'])('a plan that is not there (%s) is said', (name) => {
  expectRefusal(synth(name), [expect.stringMatching(/^There is no /)]);
});

test('a plan kept outside the repository is synthesized without a network or an account', () => {
  const { status, stdout, written } = synth(planWith({ name: 'plan', video: undefined, shows: [] }));
  expect(status).toBe(0);
  expect(stdout).toContain('plan-portal');
  expect(written).toContain('plan-portal.template.json');
});
