import { execFile } from 'node:child_process';
import { repoRoot } from '../scripts/repo-root';
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

const noGos = (lines: readonly string[]) => lines.filter((line) => /^NO-GO +\S/.test(line));

test('preflight says go for the sandbox, having looked at every part', async () => {
  test.setTimeout(120_000);
  const { code, lines } = await preflight();
  expect(noGos(lines)).toEqual([]);
  const said = lines.join('\n');
  for (const what of [
    'settings and secrets',
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

test('preflight says no-go for a webhook secret that the portal does not have', async () => {
  test.setTimeout(120_000);
  const { code, lines } = await preflight({ STRIPE_WEBHOOK_SECRET: 'whsec_of_another_endpoint' });
  expect(noGos(lines)).toEqual([expect.stringContaining('the webhook takes a signed event — 400')]);
  expect(code).toBe(1);
});
