import type { CheckLine, CheckResult } from './check-line';

const words: Readonly<Record<CheckResult, string>> = {
  go: 'GO',
  no_go: 'NO-GO',
  not_checked: 'NOT CHECKED',
};

/** One line per check, how to mend it beneath, and the verdict as the last line. */
export function preflightReport(lines: readonly CheckLine[]): string {
  const printed = lines.map(({ what, result, found, fix }) => {
    const head = `${words[result].padEnd(12)} ${what} — ${found}`;
    return fix === undefined ? head : `${head}\n${' '.repeat(13)}→ ${fix}`;
  });
  return [...printed, '', verdict(lines)].join('\n');
}

/** Whether the show may go on: one no-go is one too many. */
export function isGo(lines: readonly CheckLine[]): boolean {
  return lines.every(({ result }) => result !== 'no_go');
}

function verdict(lines: readonly CheckLine[]): string {
  const count = (result: CheckResult) => lines.filter((line) => line.result === result).length;
  const head = isGo(lines) ? 'GO' : 'NO-GO';
  return `${head}: ${count('go')} go, ${count('no_go')} no-go, ${count('not_checked')} not checked.`;
}
