import {
  type Announcement,
  announcementAudiences,
  announcementSeverities,
  type EventAnnouncement,
} from '@/lib/domain/announcement';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { parseShowPosition } from '@/lib/domain/show-switch';
import type { EventState } from '@/lib/domain/event-state';
import type { LocalizedText } from '@/lib/domain/localized-text';
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
  if (phase === undefined) return [];
  return [{ id: entry.id, phase, startJitterSeconds, switched: parseSwitch(entry.switched) }];
}

function parseSwitch(entry: unknown): Day['switched'] {
  if (!isRecord(entry) || typeof entry.at !== 'string') return undefined;
  const to = parseShowPosition(entry.to);
  return to === undefined ? undefined : { to, at: entry.at };
}

function parseTicket(entry: unknown): TicketState[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const availability = availabilities.find((known) => known === entry.availability);
  return availability === undefined ? [] : [{ id: entry.id, availability }];
}

/** What concerns every page; none for anything that is not our own route's answer. */
export function parseAnnouncements(body: unknown): readonly EventAnnouncement[] | undefined {
  if (!isRecord(body) || !isList(body.announcements)) return undefined;
  return body.announcements.flatMap((entry) => {
    const eventTitle = isRecord(entry) ? parseText(entry.eventTitle) : undefined;
    return eventTitle === undefined ? [] : parseAnnouncement(entry).map((one) => ({ ...one, eventTitle }));
  });
}

function parseAnnouncement(entry: unknown): Announcement[] {
  if (!isRecord(entry) || typeof entry.id !== 'string') return [];
  const severity = announcementSeverities.find((known) => known === entry.severity);
  const audience = announcementAudiences.find((known) => known === entry.audience);
  const text = parseText(entry.text);
  if (severity === undefined || audience === undefined || text === undefined) return [];
  return [{ id: entry.id, severity, audience, text }];
}

function parseText(entry: unknown): LocalizedText | undefined {
  if (!isRecord(entry) || typeof entry.ja !== 'string' || typeof entry.en !== 'string') return undefined;
  return { ja: entry.ja, en: entry.en };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
