import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installation as example } from './config/example';
import { builtFixture } from './test-system';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'stagedoor-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command itself, as `npm run infra:synth -- <plan>` starts it. */
function synth(plan: string): { status: number | null; stdout: string; stderr: string; written: string[] } {
  const to = join(folder, 'out');
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
  return { status, stdout, stderr, written: existsSync(to) ? readdirSync(to) : [] };
}

function planWith(change: object): string {
  const plan = { ...Object(example), ...change };
  writeFileSync(join(folder, 'plan.ts'), `export const installation = ${JSON.stringify(plan)};\n`);
  return 'plan';
}

test('a plan with problems ends with one line for each, and writes nothing', () => {
  const { status, stdout, stderr, written } = synth(planWith({ region: 'mars-north-1', account: '12' }));
  expect(status).toBe(1);
  expect(stdout).toBe('');
  const [first, ...lines] = stderr.trim().split('\n');
  expect(first).toMatch(/plan\.ts is not usable:$/);
  expect(lines.map((line) => line.trim())).toEqual([
    expect.stringMatching(/^account: is no account number/),
    expect.stringMatching(/^region: mars-north-1 is no region we know/),
  ]);
  expect(written).toEqual([]);
});

test.each(['nobody', '../config/example', './missing.ts'])(
  'a plan that is not there (%s) is said',
  (name) => {
    const { status, stderr, written } = synth(name);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no /);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(written).toEqual([]);
  },
);

test('a plan kept outside the repository is synthesized without a network or an account', () => {
  const { status, stdout, written } = synth(planWith({ name: 'outside', video: undefined, shows: [] }));
  expect(status).toBe(0);
  expect(stdout).toContain('outside-portal');
  expect(written).toContain('outside-portal.template.json');
});
