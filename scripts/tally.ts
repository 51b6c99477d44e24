import { z } from 'zod';

/** What one step of a test run found. */
export interface Tally {
  passed: number;
  failed: number;
  /** Every test that failed by name, and what else to tell: CI keeps the end of a long output. */
  remarks: string[];
}

const vitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']), projectName: z.string() }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.unknown()),
});

interface Finding {
  title: string;
  outcome: 'passed' | 'failed' | 'skipped';
}

/**
 * Counts Vitest's JSON report. A file that could not be loaded counts as one failure, and so does a run that
 * Vitest calls a failure for another reason. Throws if the report has another shape.
 */
export function tallyVitest(report: unknown, allowedSkips: readonly string[]): Tally {
  const { success, testResults } = vitestReport.parse(report);
  const findings = testResults.flatMap(({ name, status, assertionResults }): Finding[] => {
    const tests = assertionResults.map((test): Finding => ({
      title: test.fullName,
      outcome: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    }));
    const anyFailed = tests.some(({ outcome }) => outcome === 'failed');
    return status === 'failed' && !anyFailed ? [...tests, { title: name, outcome: 'failed' }] : tests;
  });
  return settle(findings, { allowedSkips, success });
}

/** Counts Playwright's JSON report, one per test and project; a flaky test is a failure. Throws like tallyVitest. */
export function tallyPlaywright(report: unknown, allowedSkips: readonly string[]): Tally {
  const { suites, errors } = playwrightReport.parse(report);
  const findings = suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
    tests.map(({ status, projectName }): Finding => ({
      title: `${file} › ${title} [${projectName}]`,
      outcome: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
    })),
  );
  return settle(findings, { allowedSkips, success: errors.length === 0 });
}

type Suite = z.infer<typeof playwrightSuite>;

function specsOf({ specs, suites = [] }: Suite): Suite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}

interface Rules {
  allowedSkips: readonly string[];
  /** Whether the runner itself is content. */
  success: boolean;
}

function settle(findings: readonly Finding[], { allowedSkips, success }: Rules): Tally {
  const count = (outcome: Finding['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).length;
  const skipped = findings.filter(
    ({ outcome, title }) => outcome === 'skipped' && !allowedSkips.includes(title),
  );
  const remarks = [
    ...findings.filter(({ outcome }) => outcome === 'failed').map(({ title }) => `Failed: ${title}`),
    ...skipped.map(({ title }) => `Skipped, which counts as failed: ${title}`),
  ];
  const passed = count('passed');
  let failed = count('failed') + skipped.length;
  if (passed + failed === 0) remarks.push('No test was run, which counts as a failure.');
  else if (failed === 0 && !success) remarks.push('The runner reported an error outside any test.');
  if (failed === 0 && (passed === 0 || !success)) failed = 1;
  return { passed, failed, remarks };
}

/** A step without a report of its own counts as one test. */
export function tallyExitCode(code: number): Tally {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, remarks: [] };
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    remarks: tallies.flatMap(({ remarks }) => remarks),
  };
}

/** The line a test run ends with. */
export function sumLine(tallies: readonly Tally[]): string {
  const { passed, failed } = sumTallies(tallies);
  return `${passed} passed, ${failed} failed`;
}
