import { type BoardWindow, parseBoardWindow } from './board';
import { type BrowserFamily, browserFamilies } from './browser-family';
import { playbackRefusals } from './refusal';

/** What a number of the board is about, and whom the list behind it names. */
export const boardCases = [
  'watching',
  'refused',
  'failed',
  'stalled',
  'held',
  'voucher',
  'paying',
  'no_ticket',
  'mails',
] as const;

export type BoardCase = (typeof boardCases)[number];

/** One list of people. */
export interface BoardFilter {
  readonly what: BoardCase;
  readonly window: BoardWindow;
  /** Of `refused`. */
  readonly reason: string | undefined;
  /** Of `refused`, `failed` and `stalled`. */
  readonly family: BrowserFamily | undefined;
}

/** Those of which the window matters. */
export function isOfWindow(what: BoardCase): boolean {
  return what === 'refused' || what === 'failed' || what === 'stalled';
}

/** From an address; undefined where it names no list. What a list does not know is left out. */
export function parseBoardFilter(
  asked: Readonly<Record<string, string | undefined>>,
): BoardFilter | undefined {
  const what = boardCases.find((name) => name === asked.what);
  if (what === undefined) return undefined;
  return {
    what,
    window: parseBoardWindow(asked.minutes),
    reason: what === 'refused' ? playbackRefusals.find((code) => code === asked.reason) : undefined,
    family: isOfWindow(what) ? browserFamilies.find((name) => name === asked.family) : undefined,
  };
}

/** The address of a list, which `parseBoardFilter` reads. */
export function boardListPath(
  eventDayId: string,
  { what, window, reason, family }: Pick<BoardFilter, 'what'> & Partial<BoardFilter>,
): string {
  const query = new URLSearchParams({ what });
  if (window !== undefined && isOfWindow(what)) query.set('minutes', String(window));
  if (reason !== undefined) query.set('reason', reason);
  if (family !== undefined) query.set('family', family);
  return `/admin/event-days/${eventDayId}/people?${query.toString()}`;
}
