import type { EventPlan, PlannedDay, PlannedTicketType } from './event-plan';
import type { LocalizedText } from './localized-text';

export const publishHints = [
  'no_test_day',
  'day_without_ticket',
  'day_is_over',
  'no_program',
  'no_hls',
  'no_backup',
  'sale_is_over',
] as const;

/** What an event can be published without, but is hardly meant to be. */
export interface PublishHint {
  readonly code: (typeof publishHints)[number];
  /** The day or ticket type that it is about. */
  readonly name?: LocalizedText;
}

/** What to look at once more before an event is published; empty when there is nothing. */
export function publishHintsOf(plan: EventPlan, now: Date): readonly PublishHint[] {
  const shows = plan.days.filter(({ access }) => access === 'ticket');
  const hasTest = plan.days.some(({ access }) => access === 'open');
  return [
    ...(hasTest ? [] : [{ code: 'no_test_day' as const }]),
    ...shows.flatMap((day) => hintsOfDay(day, plan.ticketTypes, now)),
    ...plan.ticketTypes
      .filter(({ saleEndsAt }) => saleEndsAt <= now)
      .map(({ name }) => ({ code: 'sale_is_over' as const, name })),
  ];
}

function hintsOfDay(day: PlannedDay, types: readonly PlannedTicketType[], now: Date): readonly PublishHint[] {
  const found: Readonly<Partial<Record<PublishHint['code'], boolean>>> = {
    day_without_ticket: !types.some(({ days }) => days.includes(day.id)),
    day_is_over: day.endsAt <= now,
    no_program: day.program.length === 0,
    no_hls: day.hlsManifestUrl === null,
    no_backup: day.backupOrigin === null,
  };
  return publishHints.filter((code) => found[code] === true).map((code) => ({ code, name: day.title }));
}
