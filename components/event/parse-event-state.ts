import type { EventDayPhase } from '@/lib/domain/event-day';
import type { EventState } from '@/lib/domain/event-state';
import type { Availability } from '@/lib/domain/ticket-type';

type Day = EventState['days'][number];
type TicketState = EventState['tickets'][number];

const phases = ['before', 'doors', 'live', 'ended'] as const satisfies readonly EventDayPhase[];
const availabilities = [
  'not_yet',
  'available',
  'few',
  'sold_out',
  'closed',
] as const satisfies readonly Availability[];

/** The state as our own route answers it; undefined for anything else, such as a proxy's error page. */
export function parseEventState(body: unknown): EventState | undefined {
  if (!isRecord(body) || typeof body.serverTime !== 'string' || !isList(body.days) || !isList(body.tickets)) {
    return undefined;
  }
  return {
    serverTime: body.serverTime,
    days: body.days.flatMap(parseDay),
    tickets: body.tickets.flatMap(parseTicket),
    banner: null,
  };
}

function parseDay(entry: unknown): Day[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const phase = phases.find((known) => known === entry.phase);
  return phase === undefined ? [] : [{ id: entry.id, phase }];
}

function parseTicket(entry: unknown): TicketState[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const availability = availabilities.find((known) => known === entry.availability);
  return availability === undefined ? [] : [{ id: entry.id, availability }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
