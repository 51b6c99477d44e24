import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { type BoardFilter, isOfWindow } from '@/lib/domain/board-people';
import type { BrowserFamily } from '@/lib/domain/browser-family';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { type PageKey, writePageKey } from '@/lib/domain/page-key';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { peopleSql } from '@/lib/staff/board-people-sql';
import { logLook } from '@/lib/staff/log-look';
import { decisionFamily } from '@/lib/staff/read-board-quality';

const PAGE = 50;

export interface BoardPerson {
  readonly key: string;
  readonly viewerId: string;
  readonly email: string;
  readonly name: string | null;
  /** The row's own order, or that viewer's of this event. */
  readonly order: { readonly id: string; readonly code: string } | undefined;
  readonly at: Date;
  /** Reason of a refusal, or kind of a mail. */
  readonly outcome: string | null;
  readonly supportCode: string | null;
  readonly family: BrowserFamily | undefined;
  /** What the player waited for data within the window. */
  readonly stalledMs: number | null;
  /** Codes that the player has told of within the window. */
  readonly problems: readonly string[];
}

export interface BoardDay {
  readonly eventDayId: string;
  readonly eventId: string;
  readonly eventTitle: LocalizedText;
  readonly dayTitle: LocalizedText;
  readonly timeZone: string;
}

interface PeopleWish {
  readonly eventDayId: string;
  readonly filter: BoardFilter;
  /** A page's `next`, read; undefined: the newest page. */
  readonly before: PageKey | undefined;
  readonly now: Date;
}

interface PeoplePage {
  readonly day: BoardDay;
  readonly people: readonly BoardPerson[];
  /** What the next page begins after; undefined on the last one. */
  readonly next: string | undefined;
}

/**
 * The people behind a number of the board, the newest first, up to fifty a page; the look is written down. A page of a browser
 * family may be shorter. Throws Fault `not_found` for an unknown day and without the power.
 */
export async function listBoardPeople(db: Database, staff: Staff, wish: PeopleWish): Promise<PeoplePage> {
  if (!hasPower(staff.roles, 'find')) throw new Fault('not_found', 'no power to find');
  const { eventDayId, filter, before, now } = wish;
  const day = await findBoardDay(db, eventDayId);
  if (day === undefined) throw new Fault('not_found', 'no such event day');
  const since = new Date(now.getTime() - filter.window * 60_000);
  const ask = { eventDayId, eventId: day.eventId, since, now, filter, before, limit: PAGE + 1 };
  const found = z.array(personRow).parse((await db.execute(peopleSql(ask))).rows);
  const page = found.slice(0, PAGE);
  const people = page
    .map((row) => toPerson(row, filter))
    .filter(({ family }) => filter.family === undefined || family === filter.family);
  const shown = [...new Set(people.map(({ viewerId }) => viewerId))];
  await logLook(db, staff, { what: 'board', detail: filter.what, shown, count: people.length, now });
  const last = found.length > PAGE ? page.at(-1) : undefined;
  return { day, people, next: last && writePageKey({ moment: last.moment, id: last.key }) };
}

/** Names and zone of one event day, for the headings of its board; undefined: no such day. */
export async function findBoardDay(db: Database, eventDayId: string): Promise<BoardDay | undefined> {
  const [day] = await db
    .select({
      eventDayId: eventDays.id,
      eventId: eventDays.eventId,
      eventTitle: events.title,
      dayTitle: eventDays.title,
      timeZone: events.timeZone,
    })
    .from(eventDays)
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(eq(eventDays.id, eventDayId));
  return day;
}

const text = z.string().nullable();
const personRow = z.object({
  key: z.string(),
  viewer_id: z.string(),
  email: z.string(),
  name: text,
  order_id: text,
  order_code: text,
  at: z.coerce.date(),
  moment: z.string(),
  outcome: text,
  support_code: text,
  family: text,
  device: text,
  stalled_ms: z.number().nullable(),
  problems: z.array(z.string()).nullable(),
});

function toPerson(row: z.infer<typeof personRow>, filter: BoardFilter): BoardPerson {
  const { key, email, name, at, outcome } = row;
  return {
    ...{ key, email, name, at, outcome },
    viewerId: row.viewer_id,
    order:
      row.order_id === null || row.order_code === null
        ? undefined
        : { id: row.order_id, code: row.order_code },
    supportCode: row.support_code,
    family: familyOf(row, filter),
    stalledMs: row.stalled_ms,
    problems: row.problems ?? [],
  };
}

/** Orders and mails have no browser. */
function familyOf({ family, device }: z.infer<typeof personRow>, { what }: BoardFilter) {
  return what === 'watching' || isOfWindow(what) ? decisionFamily({ family, device }) : undefined;
}
