import type { ReplyTemplate } from './reply-template';
import { type PlaybackRefusal, playbackRefusals } from './refusal';
import type { TimelineEntry } from './timeline';

/** The answer that fits a refusal best; none where the case has to be looked into first. */
const replies = {
  not_entitled: undefined,
  entitlement_revoked: 'refund_done',
  too_early: 'paid_ready',
  ended: undefined,
  session_taken_over: 'other_device',
  session_closed: 'other_device',
  take_over_cooldown: 'other_device',
  unknown_key: 'outage',
  key_system_not_allowed: 'device_not_supported',
  region_blocked: 'region',
} as const satisfies Record<PlaybackRefusal, ReplyTemplate | undefined>;

/** What a support code has led to, as staff are advised about it. */
export type Advice = PlaybackRefusal | 'granted' | 'ready' | 'limited' | 'not_ready' | 'mark';

/** Undefined for entries that have no code. */
export function adviceFor(entry: TimelineEntry): Advice | undefined {
  switch (entry.kind) {
    case 'license':
      return entry.facts.outcome === 'granted' ? 'granted' : refusalOf(entry.facts.outcome);
    case 'test':
      return entry.facts.verdict;
    case 'session_opened':
      return 'mark';
    default:
      return undefined;
  }
}

/** The reply that staff begin with after such a code; undefined: none is right for sure. */
export function replyFor(advice: Advice): ReplyTemplate | undefined {
  switch (advice) {
    case 'granted':
    case 'mark':
      return undefined;
    case 'ready':
    case 'limited':
      return 'paid_ready';
    case 'not_ready':
      return 'device_not_supported';
    default:
      return replies[advice];
  }
}

/** The same for what a code has led to, if it has. */
export function suggestedReply(decoded: TimelineEntry | undefined): ReplyTemplate | undefined {
  const advice = decoded && adviceFor(decoded);
  return advice && replyFor(advice);
}

/** Undefined for `granted`, and for a code that is none of ours any more. */
export function refusalOf(outcome: string): PlaybackRefusal | undefined {
  return playbackRefusals.find((known) => known === outcome);
}
