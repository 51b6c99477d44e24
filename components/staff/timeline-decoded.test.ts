import { describe, expect, it } from 'vitest';
import { playbackRefusals } from '@/lib/domain/refusal';
import { replyTemplates } from '@/lib/domain/reply-template';
import type { TimelineEntry, TimelineFacts, TimelineKind } from '@/lib/domain/timeline';
import { adviceFor, replyFor } from '@/lib/domain/timeline-advice';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';

type Recorded = {
  readonly [Kind in TimelineKind]: { readonly kind: Kind; readonly facts: TimelineFacts[Kind] };
}[TimelineKind];

const day = { ja: '2日目', en: 'Day 2' };
const at = new Date('2026-10-03T09:00:00Z');
const entryOf = (recorded: Recorded): TimelineEntry => ({ ...recorded, key: 'k', at, orderId: null });
const alert: Recorded = { kind: 'alert', facts: { alert: 'mail_given_up', isResolved: false } };

describe('a support code', () => {
  const license = (outcome: string) =>
    entryOf({
      kind: 'license',
      facts: { outcome, code: null, keySystem: 'widevine', count: 1, browser: null, day },
    });

  it.each(playbackRefusals)('of %s has its advice, and a reply that there is, or none', (refusal) => {
    expect(adviceFor(license(refusal))).toBe(refusal);
    for (const messages of [ja, en])
      expect(messages.admin.timeline.advice[refusal].length).toBeGreaterThan(20);
    expect([undefined, ...replyTemplates]).toContain(replyFor(refusal));
  });

  it.each([
    ['region_blocked', 'region'],
    ['session_taken_over', 'other_device'],
    ['key_system_not_allowed', 'device_not_supported'],
    ['not_entitled', undefined],
  ] as const)('of %s begins the reply %s', (refusal, template) => {
    expect(replyFor(refusal)).toBe(template);
  });

  it('of a grant, a test or a mark has advice of its own; what has no code has none', () => {
    expect(adviceFor(license('granted'))).toBe('granted');
    expect(adviceFor(license('forgotten_code'))).toBeUndefined();
    const test = { code: 'CODE22', device: 'TV', verdict: 'limited', failed: [], warned: [] } as const;
    expect(adviceFor(entryOf({ kind: 'test', facts: test }))).toBe('limited');
    expect(adviceFor(entryOf({ kind: 'session_opened', facts: { device: 'TV', mark: null, day } }))).toBe(
      'mark',
    );
    expect(adviceFor(entryOf(alert))).toBeUndefined();
  });
});
