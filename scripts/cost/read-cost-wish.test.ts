import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { repoRoot } from '../repo-root';
import { defaultWish } from './cost-wish';
import { costUsage, readCostWish } from './read-cost-wish';

const good = ['--viewers', '10000', '--hours', '3', '--bitrate', '4.1'];

test('three flags are enough, others replace what is assumed', () => {
  expect(readCostWish(good)).toEqual({
    ok: true,
    json: false,
    wish: { ...defaultWish, viewers: 10_000, hours: 3, bitrate: 4.1 },
  });
  expect(readCostWish([...good, '--json', '--hit-ratio', '0.9', '--tax', '0'])).toMatchObject({
    json: true,
    wish: { hitRatio: 0.9, tax: 0 },
  });
});

test('the test channel runs as long as the installation stands, unless it is said', () => {
  expect(readCostWish([...good, '--deployed-hours', '240'])).toMatchObject({ wish: { testHours: 240 } });
  expect(readCostWish([...good, '--deployed-hours', '240', '--test-hours', '0'])).toMatchObject({
    wish: { deployedHours: 240, testHours: 0 },
  });
});

test.each([
  [[...good, '--second-region', '2'], '--second-region must be a whole number from 0 to 1, not "2"'],
  [[], '--viewers is missing'],
  [['--viewers', '5', '--hours', '1'], '--bitrate is missing'],
  [[...good, '--viewers', '0'], '--viewers must be a whole number from 1 to 50000000, not "0"'],
  [[...good, '--viewers', '1.5'], '--viewers must be a whole number from 1 to 50000000, not "1.5"'],
  [[...good, '--hours', 'three'], '--hours must be a number from 0.1 to 240, not "three"'],
  [[...good, '--hours', ''], '--hours must be a number from 0.1 to 240, not ""'],
  [[...good, '--hit-ratio', '99'], '--hit-ratio must be a number from 0 to 1, not "99"'],
])('%o: %s', (args, message) => {
  expect(readCostWish(args)).toEqual({ ok: false, message });
});

test('an unknown flag and a flag without its value are named', () => {
  expect(readCostWish([...good, '--viewer', '1'])).toMatchObject({
    message: expect.stringContaining('--viewer'),
  });
  expect(readCostWish([...good, '--tax'])).toMatchObject({ message: expect.stringContaining('--tax') });
});

test('every flag is in the usage', () => {
  for (const name of Object.keys(defaultWish))
    expect(costUsage).toContain(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
});

test('the command ends with 2 and one line when it is called wrongly, with 0 and the total when not', async () => {
  const wrong = await run(['--viewers', 'many']);
  expect([wrong.code, wrong.stdout, wrong.stderr.trim().split('\n')]).toEqual([
    2,
    '',
    [expect.stringContaining('--viewers must be')],
  ]);
  const right = await run(good);
  expect([right.code, right.stderr]).toEqual([0, '']);
  expect(right.stdout).toMatch(/^Total +\$[\d,.]+$/m);
});

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/cost.ts', ...args],
      { cwd: repoRoot },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
