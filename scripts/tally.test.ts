import { expect, test } from 'vitest';
import { sumLine, tallyExitCode, tallyPlaywright, tallyVitest } from './tally';

function vitest(statuses: Record<string, string>, file: { status?: string; success?: boolean } = {}) {
  return {
    success: file.success ?? true,
    testResults: [
      {
        name: '/a.test.ts',
        status: file.status ?? 'passed',
        assertionResults: Object.entries(statuses).map(([fullName, status]) => ({ fullName, status })),
      },
    ],
  };
}

function playwright(status: string, errors: unknown[] = []) {
  const spec = { title: 'buys', file: 'buy.spec.ts', tests: [{ status, projectName: 'desktop' }] };
  return { suites: [{ specs: [], suites: [{ specs: [spec] }] }], errors };
}

test('passed and failed tests are counted', () => {
  const report = vitest(
    { one: 'passed', two: 'failed', three: 'passed' },
    { status: 'failed', success: false },
  );
  expect(tallyVitest(report, [])).toEqual({ passed: 2, failed: 1, remarks: ['Failed: two'] });
});

test.each(['pending', 'skipped', 'todo', 'disabled'])('a %s test is a failure and is named', (status) => {
  const tally = tallyVitest(vitest({ one: 'passed', later: status }), []);
  expect(tally).toMatchObject({ passed: 1, failed: 1 });
  expect(tally.remarks.join()).toContain('later');
});

test('a test that may be skipped is neither passed nor failed', () => {
  expect(tallyVitest(vitest({ one: 'passed', later: 'skipped' }), ['later'])).toMatchObject({
    passed: 1,
    failed: 0,
  });
});

test('a file that cannot be loaded is a failure beside those of other files', () => {
  const broken = vitest({}, { status: 'failed' }).testResults;
  const report = vitest({ one: 'passed', two: 'failed' }, { status: 'failed', success: false });
  report.testResults.push(...broken);
  expect(tallyVitest(report, [])).toMatchObject({ passed: 1, failed: 2 });
});

test('an error outside any test is a failure', () => {
  expect(tallyVitest(vitest({ one: 'passed' }, { success: false }), [])).toMatchObject({
    passed: 1,
    failed: 1,
  });
  expect(tallyPlaywright(playwright('expected', [{}]), [])).toMatchObject({ passed: 1, failed: 1 });
});

test('a run without a single test is a failure', () => {
  expect(tallyVitest(vitest({}), [])).toMatchObject({ passed: 0, failed: 1 });
  expect(tallyPlaywright({ suites: [], errors: [] }, [])).toMatchObject({ passed: 0, failed: 1 });
});

test.each([
  ['expected', 1, 0],
  ['unexpected', 0, 1],
  ['flaky', 0, 1],
  ['skipped', 0, 1],
])('a browser test that is %s counts %i passed, %i failed', (status, passed, failed) => {
  expect(tallyPlaywright(playwright(status), [])).toMatchObject({ passed, failed });
});

test('a report of another shape is not taken for a good one', () => {
  expect(() => tallyVitest({}, [])).toThrow();
  expect(() => tallyPlaywright(playwright('sort of fine'), [])).toThrow();
});

test('the last line adds everything up', () => {
  const tallies = [tallyExitCode(0), tallyExitCode(2), { passed: 40, failed: 0, remarks: [] }];
  expect(sumLine(tallies)).toBe('41 passed, 1 failed');
});
