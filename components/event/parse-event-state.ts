import { type Announcement, announcementAudiences, announcementSeverities } from '@/lib/domain/announcement';
import type { EventDayPhase } from '@/lib/domain/event-day';
import type { EventState } from '@/lib/domain/event-state';
import type { Availability } from '@/lib/domain/ticket-type';

type Day = EventState['days'][number];
type TicketState = EventState['tickets'][number];

const phases = ['before', 'doors', 'live', 'archive', 'ended'] as const satisfies readonly EventDayPhase[];
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
    announcements: isList(body.announcements) ? body.announcements.flatMap(parseAnnouncement) : [],
  };
}

function parseDay(entry: unknown): Day[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const phase = phases.find((known) => known === entry.phase);
  const seconds = entry.startJitterSeconds;
  const startJitterSeconds = typeof seconds === 'number' && seconds > 0 ? seconds : 0;
  return phase === undefined ? [] : [{ id: entry.id, phase, startJitterSeconds }];
}

function parseTicket(entry: unknown): TicketState[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const availability = availabilities.find((known) => known === entry.availability);
  return availability === undefined ? [] : [{ id: entry.id, availability }];
}

function parseAnnouncement(entry: unknown): Announcement[] {
  if (!isRecord(entry) || typeof entry.id !== 'string' || !isRecord(entry.text)) return [];
  const severity = announcementSeverities.find((known) => known === entry.severity);
  const audience = announcementAudiences.find((known) => known === entry.audience);
  const { ja, en } = entry.text;
  if (severity === undefined || audience === undefined || typeof ja !== 'string' || typeof en !== 'string')
    return [];
  return [{ id: entry.id, severity, audience, text: { ja, en } }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
