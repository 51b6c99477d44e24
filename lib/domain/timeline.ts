import type { AnnouncementAudience, AnnouncementSeverity } from './announcement';
import type { LocalizedText } from './localized-text';
import type { MailKind } from './mail-kind';
import type { OrderState, PaymentState, RefundState } from './order';
import { isMoment } from './page-key';
import type { CloseReason } from './playback-session';
import type { ReadinessCheckName, ReadinessVerdict } from './readiness';
import type { RefundSource } from './refund';
import type { ShowPosition } from './show-switch';
import type { AlertKind } from './staff-alert';
import type { StaffPower } from './staff-role';

/** Every kind of entry, under what staff narrow the timeline to. */
export const timelineGroups = {
  money: ['order_state', 'payment', 'stripe_event', 'refund', 'dispute_opened', 'dispute_closed'],
  mail: ['mail'],
  sign_in: ['sign_in'],
  playback: [
    'test',
    'session_opened',
    'session_closed',
    'license',
    'screen_link',
    'trouble',
    'day_begins',
    'show_switch',
    'banner',
  ],
  staff: ['act', 'claim_link', 'claim_used', 'alert'],
} as const;

export type TimelineGroup = keyof typeof timelineGroups;
export type TimelineKind = (typeof timelineGroups)[TimelineGroup][number];

/** What each kind tells; amounts in the smallest unit of their currency. */
export interface TimelineFacts {
  readonly order_state: { readonly from: OrderState | null; readonly to: OrderState };
  readonly payment: Money & {
    readonly attempt: number;
    readonly state: PaymentState;
    readonly failure: string | null;
    readonly method: string | null;
    readonly card: string | null;
  };
  /** `tries`: how often handling it began. */
  readonly stripe_event: { readonly type: string; readonly isHandled: boolean; readonly tries: number };
  readonly refund: Money & {
    readonly state: RefundState;
    readonly source: RefundSource;
    readonly reason: string | null;
  };
  readonly dispute_opened: Money & { readonly reason: string };
  readonly dispute_closed: Money & { readonly state: 'won' | 'lost' };
  readonly mail: {
    readonly mail: MailKind;
    readonly to: string;
    readonly state: MailDelivery;
    readonly tries: number;
    /**
     * Of the last try that failed: the mail server's code such as `550 5.1.1`, never its words; `no_answer` without one;
     * `not_true` where what it says had changed.
     */
    readonly problem: string | null;
  };
  readonly sign_in: { readonly provider: string; readonly device: string };
  readonly test: {
    readonly code: string;
    readonly device: string;
    readonly verdict: ReadinessVerdict;
    readonly failed: readonly ReadinessCheckName[];
    readonly warned: readonly ReadinessCheckName[];
  };
  readonly session_opened: OfDay & { readonly device: string; readonly mark: string | null };
  readonly session_closed: OfDay & {
    readonly device: string;
    readonly reason: CloseReason;
    readonly watchedSeconds: number;
  };
  readonly license: OfDay & {
    /** `granted`, or why not. */
    readonly outcome: string;
    readonly code: string | null;
    readonly keySystem: string;
    readonly count: number;
    readonly browser: string | null;
  };
  readonly screen_link: OfDay & { readonly device: string; readonly isCollected: boolean };
  readonly trouble: OfDay & {
    readonly stalledMs: number;
    readonly stalls: number;
    readonly browser: string;
    readonly problems: Readonly<Record<string, number>>;
  };
  /** As planned; what became of it is told by the switches. */
  readonly day_begins: OfDay & { readonly moment: 'doors' | 'start' | 'end' };
  readonly show_switch: OfDay & { readonly position: ShowPosition; readonly by: string };
  readonly banner: {
    readonly severity: AnnouncementSeverity;
    readonly audience: AnnouncementAudience;
    readonly text: LocalizedText;
  };
  readonly act: {
    readonly power: StaffPower;
    readonly by: string;
    readonly reason: string;
    readonly to: string | null;
    /** What was written to the buyer. */
    readonly text: string | null;
    readonly amountMinor: number | null;
    readonly currency: string | null;
  };
  readonly claim_link: {
    readonly link: 'comp' | 'move';
    readonly to: string;
    readonly by: string;
    readonly isWithdrawn: boolean;
  };
  readonly claim_used: { readonly link: 'comp' | 'move'; readonly to: string };
  readonly alert: { readonly alert: AlertKind; readonly isResolved: boolean };
}

interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

interface OfDay {
  readonly day: LocalizedText;
}

export type MailDelivery = 'sent' | 'waiting' | 'given_up';

export type TimelineEntryOf<Kind extends TimelineKind> = {
  readonly [One in Kind]: {
    readonly kind: One;
    /** Unique over all kinds; what paging goes on from. */
    readonly key: string;
    readonly at: Date;
    /** Of entries that belong to one order. */
    readonly orderId: string | null;
    readonly facts: TimelineFacts[One];
  };
}[Kind];

export type TimelineEntry = TimelineEntryOf<TimelineKind>;

/** The newest first. */
export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  /** What the next, older page begins after; undefined: this is the oldest one. */
  readonly olderThan: string | undefined;
}

/** A place in the order of all entries: (moment, kind, id), the moment to the microsecond. */
export interface TimelineKey {
  /** ISO 8601 in UTC with six decimals. */
  readonly moment: string;
  readonly kind: TimelineKind;
  readonly id: string;
}

const SEPARATOR = '~';
const keyForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([a-z_]{1,30})~([\x21-\x7e]{1,200})$/;

export function writeTimelineKey({ moment, kind, id }: TimelineKey): string {
  return [moment, kind, id].join(SEPARATOR);
}

/** Undefined for anything that is no key; an address may hold whatever people make of it. */
export function parseTimelineKey(text: string): TimelineKey | undefined {
  const [, moment, name, id] = keyForm.exec(text) ?? [];
  const kind = timelineKinds.find((known) => known === name);
  if (moment === undefined || kind === undefined || id === undefined) return undefined;
  return isMoment(moment) ? { moment, kind, id } : undefined;
}

export function isTimelineGroup(text: string): text is TimelineGroup {
  return Object.hasOwn(timelineGroups, text);
}

export const timelineKinds: readonly TimelineKind[] = Object.values(timelineGroups).flat();
