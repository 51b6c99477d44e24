import { type CheckLine, go, noGo, notChecked } from './check-line';

interface Clocks {
  readonly whose: string;
  /** Milliseconds since 1970, as the other side says; NaN when it did not. */
  readonly theirs: number;
  readonly ours: number;
}

/** Vendors' tokens are good a minute either way (docs/vendors.md): ten seconds leave room for theirs. */
const MOST_SECONDS = 10;

/** Whether another clock agrees with this machine's. */
export function clockLine({ whose, theirs, ours }: Clocks): CheckLine {
  const what = `the clock of ${whose}`;
  if (Number.isNaN(theirs)) return notChecked(what, 'it does not say its time', 'Compare it by hand.');
  const seconds = (theirs - ours) / 1000;
  const found = `${Math.abs(seconds).toFixed(1)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine`;
  if (Math.abs(seconds) <= MOST_SECONDS) return go(what, found);
  return noGo(what, found, 'Find out which of the two is wrong, and set it by NTP.');
}
