import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import type { EventState } from '@/lib/domain/event-state';
import type { EventView } from '@/lib/domain/event-view';
import {
  momentsOf,
  type PreviewMoment,
  previewMoments,
  stateAt,
  viewOfPlan,
} from '@/lib/domain/planned-view';
import { readTakenSeats } from '@/lib/staff/plan-facts';
import { readEventPlan } from '@/lib/staff/read-event-plan';

interface PreviewWish {
  readonly eventId: string;
  /** Name of a moment; anything else is now. */
  readonly at?: unknown;
  readonly now: Date;
}

interface Preview {
  readonly event: EventView;
  readonly state: EventState;
  readonly moment: PreviewMoment;
  readonly moments: Readonly<Partial<Record<PreviewMoment, Date>>>;
}

/** An event, draft or not, as the audience would see it at one of its moments. Reads only; undefined when there is none. */
export async function readPreview(
  db: Queries,
  staff: Staff,
  { eventId, at, now }: PreviewWish,
): Promise<Preview | undefined> {
  const stored = await readEventPlan(db, staff, eventId);
  if (stored === undefined) return undefined;
  const seats = await readTakenSeats(db, eventId);
  const event = viewOfPlan(stored.plan, Object.fromEntries(seats.map((row) => [row.id, row])));
  const moments = momentsOf(event, now);
  const asked = previewMoments.find((name) => name === at) ?? 'now';
  const moment = moments[asked] === undefined ? 'now' : asked;
  return { event, moment, moments, state: stateAt(event, moments[moment] ?? now) };
}
