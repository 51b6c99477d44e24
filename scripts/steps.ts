import { mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { startProcess } from './managed-process';
import { dataRoot, repoRoot } from './repo-root';
import { isLeaving, type OnStop } from './run-command';
import { sumLine, tallyExitCode, tallyVitest, type Tally } from './tally';

export interface Step {
  name: string;
  run(onStop: OnStop): Promise<Tally>;
}

/** The AWS SDK announces at every start that versions of 2027 will want a newer Node than 20. */
const quietSdk = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** Full names of unit tests that may be skipped, each with its reason beside it. */
const allowedSkips: readonly string[] = [];

/** Types, lint and dependency rules: one count each. */
export const staticSteps: readonly Step[] = [npmScript('types'), npmScript('lint'), npmScript('walls')];

/** All tests beside the code, against a database and twins of their own. */
export const unitStep: Step = {
  name: 'unit',
  run: async (onStop) => {
    const report = `${dataRoot}/results/vitest.json`;
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${clearReport(report)}`];
    const code = await runNode(
      onStop,
      [`${repoRoot}/node_modules/vitest/vitest.mjs`, 'run', ...reporters],
      quietSdk,
    );
    return readTally(report, { code, tally: (json) => tallyVitest(json, allowedSkips) });
  },
};

/**
 * Runs all steps one after the other, a failed one included, prints what failed and what each took, and ends with one
 * plain line `N passed, N failed`. Resolves with the exit code.
 */
export async function runSteps(steps: readonly Step[], onStop: OnStop): Promise<number> {
  const tallies: Tally[] = [];
  const times: string[] = [];
  const remarks: string[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    const started = performance.now();
    const tally = await step.run(onStop).catch(broken);
    if (isLeaving()) return 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    remarks.push(...tally.remarks.map((remark) => `${step.name}: ${remark}`));
    const { passed, failed } = tally;
    times.push(`${step.name.padEnd(8)}${seconds.padStart(7)} s   ${passed} of ${passed + failed}`);
    tallies.push(tally);
  }
  console.log(['', ...remarks, '', ...times, ''].join('\n'));
  console.log(sumLine(tallies));
  return tallies.every(({ failed }) => failed === 0) ? 0 : 1;
}

function broken(error: unknown): Tally {
  return { ...tallyExitCode(1), remarks: [error instanceof Error ? error.message : String(error)] };
}

/** Runs Node with our own output; resolves with the exit code. */
export async function runNode(onStop: OnStop, args: string[], env: Record<string, string>): Promise<number> {
  const child = startProcess({ name: args[0] ?? 'node', command: process.execPath, args, env });
  onStop(child.stop);
  return child.ended;
}

/** Makes sure that no report of an earlier run can be read in place of the coming one. */
export function clearReport(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

interface Reading {
  code: number;
  tally(report: unknown): Tally;
}

/** A runner that leaves no report, or ends badly with a good one, has failed. */
export async function readTally(file: string, { code, tally }: Reading): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    return { ...tallyExitCode(1), remarks: [`It ended with code ${code} and no report.`] };
  const counted = tally(JSON.parse(text));
  if (code === 0 || counted.failed > 0) return counted;
  return { ...counted, failed: 1, remarks: [...counted.remarks, `It ended with code ${code}.`] };
}

function npmScript(name: string): Step {
  return {
    name,
    run: async (onStop) => {
      const child = startProcess({ name, command: 'npm', args: ['run', '--silent', name] });
      onStop(child.stop);
      return tallyExitCode(await child.ended);
    },
  };
}
