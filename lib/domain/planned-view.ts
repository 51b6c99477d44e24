import { phaseOf, playableUntil } from './event-day';
import type { EventPlan } from './event-plan';
import type { EventState } from './event-state';
import type { EventView } from './event-view';
import type { PlanLimits } from './plan-limits';
import { availabilityOf } from './ticket-type';

/** A plan as the audience would see it, draft or not. */
export function viewOfPlan(plan: EventPlan, seats: PlanLimits['seats']): EventView {
  return {
    ...plan,
    // By the clock: what staff switch on the night is no part of the plan.
    days: plan.days.filter(({ access }) => access === 'ticket').map((day) => ({ ...day, switched: null })),
    ticketTypes: plan.ticketTypes.map(({ days, ...type }) => ({
      ...type,
      eventDayIds: days,
      sold: seats[type.id]?.sold ?? 0,
      held: seats[type.id]?.held ?? 0,
    })),
    testDayId: plan.days.find(({ access }) => access === 'open')?.id,
  };
}

/** The state that the audience would see at that moment, without announcements. */
export function stateAt({ days, ticketTypes }: EventView, at: Date): EventState {
  return {
    serverTime: at.toISOString(),
    days: days.map((day) => ({ id: day.id, phase: phaseOf(day, at), startJitterSeconds: 0 })),
    tickets: ticketTypes.map((type) => ({ id: type.id, availability: availabilityOf(type, at) })),
    announcements: [],
  };
}

export const previewMoments = ['now', 'before_sale', 'on_sale', 'doors', 'live', 'archive', 'ended'] as const;

export type PreviewMoment = (typeof previewMoments)[number];

/** Moments at which an event's page looks different, as far as this event has them. */
export function momentsOf(
  { days, ticketTypes }: EventView,
  now: Date,
): Readonly<Partial<Record<PreviewMoment, Date>>> {
  const sale = earliest(ticketTypes.map(({ saleStartsAt }) => saleStartsAt));
  const [first] = days.toSorted((a, b) => a.doorsAt.getTime() - b.doorsAt.getTime());
  const end = days.map(playableUntil).toSorted((a, b) => b.getTime() - a.getTime())[0];
  const archived = days.find((day) => phaseOf(day, new Date(playableUntil(day).getTime() - 1)) === 'archive');
  return {
    now,
    ...(sale && { before_sale: new Date(sale.getTime() - 60_000), on_sale: sale }),
    ...(first && { doors: first.doorsAt, live: first.startsAt }),
    ...(archived && { archive: new Date(playableUntil(archived).getTime() - 60_000) }),
    ...(end && { ended: end }),
  };
}

function earliest(moments: readonly Date[]): Date | undefined {
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
