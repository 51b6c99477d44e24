import type { BrowserFamily } from './browser-family';
import type { KeySystem } from './key-system';
import type { AlertKind } from './staff-alert';

/** How many minutes back the numbers of the board may go. */
export const boardWindows = [5, 15, 60, 180] as const;

export type BoardWindow = (typeof boardWindows)[number];

export const BOARD_WINDOW: BoardWindow = 15;
/** What the charts show, in minutes. */
export const CHART_MINUTES = 180;

export function parseBoardWindow(text: string | undefined): BoardWindow {
  return boardWindows.find((minutes) => String(minutes) === text) ?? BOARD_WINDOW;
}

/** How one browser family fares in the window. */
export interface FamilyNumbers {
  readonly family: BrowserFamily;
  readonly tried: number;
  /** Of those who tried: saw a first frame, or played. */
  readonly joined: number;
  /** Milliseconds to the first frame; null where nobody has seen one. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Stalled time as a share of the time played and stalled; null where nothing was played. */
  readonly stallRatio: number | null;
  /** Players that waited for two seconds or more within a minute. */
  readonly stalled: number;
}

export interface RefusalCount {
  readonly reason: string;
  readonly family: BrowserFamily;
  /** Sessions, not tries: a player that asks ten times is refused once. */
  readonly count: number;
}

export interface BoardAlert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly detail: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly order: { readonly id: string; readonly code: string } | null;
}

export interface BoardBreaker {
  readonly keySystem: KeySystem;
  readonly host: string;
  readonly state: 'closed' | 'open' | 'half_open';
}

/** One minute of the charts. */
export interface BoardMinute {
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly viewers: number;
  readonly tried: number;
  readonly joined: number;
  readonly stallRatio: number | null;
  readonly refused: number;
}

/** Of now. */
export interface BoardNow {
  readonly viewers: { readonly sessions: number; readonly people: number };
  readonly tickets: { readonly sold: number; readonly capacity: number };
  readonly orders: {
    readonly held: number;
    /** Of those held: waiting for a konbini payment; with a payment under way. */
    readonly voucher: number;
    readonly paying: number;
    /** Of the last 24 hours; anything but 0 is an alarm. */
    readonly paidWithoutTicket: number;
  };
  readonly mails: {
    readonly waiting: number;
    /** How long the one that is due longest has waited; null: none is due. */
    readonly overdueSeconds: number | null;
    readonly givenUp: number;
  };
  /** The newest tick of the jobs; null: none in the last week. */
  readonly job: {
    readonly ageSeconds: number;
    readonly isFinished: boolean;
    readonly failed: readonly string[];
  } | null;
}

/** Of the window. */
export interface BoardQuality extends Omit<FamilyNumbers, 'family'> {
  /** Refused for good before they played, by reasons that keep people out (lib/domain/board-quality.ts). */
  readonly turnedAway: number;
  readonly families: readonly FamilyNumbers[];
  readonly refusals: readonly RefusalCount[];
}

/** All that the live board of one event day shows; what goes over the wire when it renews itself. */
export interface BoardNumbers {
  /** A page that is older than the server's build does not read what it does not know. */
  readonly shape: 'board-1';
  /** ISO 8601. */
  readonly asOf: string;
  readonly window: BoardWindow;
  readonly now: BoardNow;
  readonly quality: BoardQuality;
  /** Of the process that answered, and only of addresses that it has called. */
  readonly breakers: readonly BoardBreaker[];
  readonly alerts: readonly BoardAlert[];
  /** Null: not asked for. */
  readonly chart: readonly BoardMinute[] | null;
}

/** Is this the JSON of a board as this build writes it? */
export function isBoardNumbers(value: unknown): value is BoardNumbers {
  return typeof value === 'object' && value !== null && 'shape' in value && value.shape === 'board-1';
}
