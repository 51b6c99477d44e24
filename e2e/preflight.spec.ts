import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { bundleOwn } from '../scripts/aws/build/bundle-own';
import { startFunction } from '../scripts/aws/local/start-function';
import { operatorReplies } from '../scripts/operator/operator-act';
import { dataRoot, repoRoot } from '../scripts/repo-root';
import { expect, test } from './fixtures';
import { festival } from './rows';

/** The command as people run it, against the built portal, its database and all twins. */
function preflight(
  change: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/preflight.ts', '--event', festival.slug],
      { cwd: repoRoot, env: { ...process.env, ...change } },
      (_error, stdout) => resolve({ code: child.exitCode, lines: stdout.split('\n') }),
    );
  });
}

/** A portal that has just started has none on record yet, which is no-go. */
const jobsHaveRun = (pool: Pool) =>
  expect
    .poll(async () => (await pool.query('select 1 from job_runs where finished_at is not null')).rowCount, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);

const noGos = (lines: readonly string[]) => lines.filter((line) => /^NO-GO +\S/.test(line));

test('preflight says go for the sandbox, having looked at every part', async ({ pool }) => {
  test.setTimeout(120_000);
  await jobsHaveRun(pool);
  const { code, lines } = await preflight();
  expect(noGos(lines)).toEqual([]);
  const said = lines.join('\n');
  for (const what of [
    'settings and secrets',
    'a redirect ends: my tickets ask to sign in — 307',
    'the webhook takes a signed event — 200, no redirect',
    'the webhook refuses a wrong signature — 400',
    'the sign-in provider answers as configured',
    'the mail server takes us',
    'the database has the schema of this code',
    'the jobs run',
    'texts that the law wants',
    'clearkey: a license for the test day',
    'DASH on the second origin: manifest — moves on',
    'HLS on the second origin: manifest — moves on',
    'DASH on the second origin: segments without cookies — 403',
    'DASH on the second origin: segments with cookies — 200',
  ])
    expect(said).toMatch(new RegExp(`^GO .*${what}`, 'm'));
  expect(said).toMatch(/^GO: \d+ go, 0 no-go, \d+ not checked\.$/m);
  expect(code).toBe(0);
});

test('preflight says no-go for a webhook secret that the portal does not have', async ({ pool }) => {
  test.setTimeout(120_000);
  await jobsHaveRun(pool);
  const { code, lines } = await preflight({ STRIPE_WEBHOOK_SECRET: 'whsec_of_another_endpoint' });
  expect(noGos(lines)).toEqual([expect.stringContaining('the webhook takes a signed event — 400')]);
  expect(code).toBe(1);
});

test('the function that operators ask on AWS finds the same', async ({ pool }) => {
  test.setTimeout(120_000);
  await jobsHaveRun(pool);
  const folder = mkdtempSync(join(dataRoot, 'operator-'));
  await bundleOwn('operator', folder);
  const operator = await startFunction({ name: 'e2e-operator', folder, env: process.env });
  try {
    const act = { act: 'preflight', slug: festival.slug, isRehearsal: false, recorded: {} };
    const lines = operatorReplies.preflight.parse(await operator.invoke(act));
    const { lines: said } = await preflight();
    expect(lines.filter(({ result }) => result === 'no_go')).toEqual([]);
    const heads = said.flatMap((line) => /^(?:GO|NOT CHECKED) +(.+?) — /.exec(line)?.[1] ?? []);
    expect(lines.map(({ what }) => what).sort()).toEqual(heads.sort());
  } finally {
    await operator.process.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
