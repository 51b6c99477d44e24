/** `not_checked` never means that it is fine: it says why, and how to find out. */
export type CheckResult = 'go' | 'no_go' | 'not_checked';

export interface CheckLine {
  /** What was looked at. */
  readonly what: string;
  readonly result: CheckResult;
  /** What was found, or why nothing could be. Never a secret. */
  readonly found: string;
  /** How to mend it or to find out; always there unless the result is `go`. */
  readonly fix?: string;
}

export function go(what: string, found: string): CheckLine {
  return { what, result: 'go', found };
}

export function noGo(what: string, found: string, fix: string): CheckLine {
  return { what, result: 'no_go', found, fix };
}

export function notChecked(what: string, why: string, how: string): CheckLine {
  return { what, result: 'not_checked', found: why, fix: how };
}
