import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { z } from 'zod';
import { eventDayKeys, eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import { promoCodes } from '@/lib/db/schema/promo';
import type { Database } from '@/lib/db/client';
import { parseKid } from '@/lib/domain/kid';
import { announcements } from '@/lib/db/schema/operations';
import {
  ENCORE_DOORS_MINUTES,
  encoreAnnouncement,
  encoreDay,
  encoreEvent,
  encoreTicket,
} from './demo-encore';
import {
  DEMO_DOORS_MINUTES,
  DEMO_ON_AIR_MINUTES,
  DEMO_SALE_OPENED_MINUTE,
  type DemoDay,
  type DemoTicket,
  demoDays,
  demoEvent,
  demoPromoCodes,
  demoTickets,
} from './demo-event';

interface Origins {
  readonly originUrl: string;
  readonly backupOriginUrl?: string | undefined;
}

interface Seed extends Origins {
  readonly databaseUrl: string;
}

/** Where the rest of the demo finds what was written. */
export interface SeededDemo {
  /** Clear HLS of the test day, under that day's folder: the cookies of a test playback open it. */
  readonly clearTestHlsUrl: string;
}

type Db = Pick<Database, 'insert'>;

/**
 * Writes the demo's festival, its days set around the present so that the second one is on air, and an encore whose
 * doors open soon. Safe to run again: texts and times are brought up to date, sold seats and orders stay. The key ids
 * are read from the origin's own manifests, as an operator would copy them from the packager.
 */
export async function seedDemo({ databaseUrl, ...origins }: Seed): Promise<SeededDemo> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const db = drizzle(client);
    const now = new Date();
    const anchor = halfHourBefore(after(now, -DEMO_ON_AIR_MINUTES));
    const doorsMinutes = DEMO_DOORS_MINUTES;
    await writeEvent(db, demoEvent);
    for (const day of demoDays)
      await writeDay(db, { day, anchor, doorsMinutes, eventId: demoEvent.id, ...origins });
    for (const ticket of demoTickets) await writeTicket(db, { ticket, anchor, eventId: demoEvent.id });
    for (const promo of demoPromoCodes) await writePromoCode(db, promo, anchor);
    await writeEncore(db, minuteOf(now), origins);
    const test = demoDays.filter(({ access }) => access === 'open');
    const folders = test.map((day) => folderOf(origins.originUrl, { day, anchor, doorsMinutes }));
    return { clearTestHlsUrl: `${folders.at(0) ?? ''}/clear/master.m3u8` };
  } finally {
    await client.end();
  }
}

async function writeEvent(db: Db, event: typeof demoEvent): Promise<void> {
  const values = { ...event, state: 'published' as const };
  await db.insert(events).values(values).onConflictDoUpdate({ target: events.id, set: values });
}

async function writeEncore(db: Db, anchor: Date, origins: Origins): Promise<void> {
  const eventId = encoreEvent.id;
  await writeEvent(db, encoreEvent);
  await writeDay(db, { day: encoreDay, anchor, doorsMinutes: ENCORE_DOORS_MINUTES, eventId, ...origins });
  await writeTicket(db, { ticket: encoreTicket, anchor, eventId });
  const values = {
    ...encoreAnnouncement,
    startsAt: anchor,
    endsAt: after(anchor, encoreDay.startMinute + encoreDay.minutes),
  };
  await db.insert(announcements).values(values).onConflictDoUpdate({ target: announcements.id, set: values });
}

interface WhenOnAir {
  readonly day: DemoDay;
  readonly anchor: Date;
  readonly doorsMinutes: number;
}

function timesOf({ day, anchor, doorsMinutes }: WhenOnAir) {
  const startsAt = after(anchor, day.startMinute);
  return { doorsAt: after(startsAt, -doorsMinutes), startsAt, endsAt: after(startsAt, day.minutes) };
}

/** The packager runs from the doors on: who is let in finds a picture. */
function folderOf(originUrl: string, when: WhenOnAir): string {
  const { doorsAt, endsAt } = timesOf(when);
  return `${originUrl}/live/${when.day.channel}/${seconds(doorsAt)}-${seconds(endsAt)}`;
}

async function writeDay(db: Db, plan: WhenOnAir & Origins & { eventId: string }): Promise<void> {
  const { day, eventId, originUrl, backupOriginUrl } = plan;
  const times = timesOf(plan);
  const folder = folderOf(originUrl, plan);
  const values = {
    id: day.id,
    eventId,
    position: day.position,
    title: day.title,
    program: day.program.map((item) => ({
      at: after(times.startsAt, item.minute).toISOString(),
      title: item.title,
    })),
    access: day.access,
    ...times,
    manifestUrl: `${folder}/manifest.mpd`,
    hlsManifestUrl: `${folder}/cbcs/master.m3u8`,
    backupOrigin: backupOriginUrl ?? null,
    keySystems: ['clearkey' as const],
    contentIds: [day.channel],
  };
  await db.insert(eventDays).values(values).onConflictDoUpdate({ target: eventDays.id, set: values });
  for (const kid of await keyIdsOf(originUrl, day.channel)) {
    await db.insert(eventDayKeys).values({ kid, eventDayId: day.id }).onConflictDoNothing();
  }
}

/** A channel's keys do not depend on its hours: one that is running tells them for a day that is not yet. */
async function keyIdsOf(originUrl: string, channel: string): Promise<readonly string[]> {
  const response = await fetch(`${originUrl}/live/${channel}/${seconds(new Date()) - 300}/manifest.mpd`);
  const manifest = z.string().parse(await response.text());
  const found = [...manifest.matchAll(/cenc:default_KID="([0-9a-fA-F-]+)"/g)].flatMap(
    (match) => parseKid(match[1] ?? '') ?? [],
  );
  if (found.length === 0)
    throw new Error(`No key id in the manifest of ${channel} (HTTP ${response.status}).`);
  return [...new Set(found)];
}

async function writeTicket(
  db: Db,
  plan: { ticket: DemoTicket; anchor: Date; eventId: string },
): Promise<void> {
  const { anchor, eventId } = plan;
  const { days, saleEndMinute, ...ticket } = plan.ticket;
  const values = {
    ...ticket,
    eventId,
    currency: 'JPY',
    saleStartsAt: after(anchor, DEMO_SALE_OPENED_MINUTE),
    saleEndsAt: after(anchor, saleEndMinute),
  };
  await db.insert(ticketTypes).values(values).onConflictDoUpdate({ target: ticketTypes.id, set: values });
  for (const eventDayId of days) {
    await db.insert(ticketTypeDays).values({ ticketTypeId: ticket.id, eventDayId }).onConflictDoNothing();
  }
}

async function writePromoCode(
  db: Db,
  { id, code, amountMinor, percent, totalLimit }: (typeof demoPromoCodes)[number],
  anchor: Date,
): Promise<void> {
  const startsAt = after(anchor, DEMO_SALE_OPENED_MINUTE);
  const endsAt = after(anchor, -DEMO_SALE_OPENED_MINUTE);
  const values = { id, eventId: demoEvent.id, code, amountMinor, percent, startsAt, endsAt, totalLimit };
  await db.insert(promoCodes).values(values).onConflictDoUpdate({ target: promoCodes.id, set: values });
}

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}

function minuteOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 60_000) * 60_000);
}

function halfHourBefore(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1_800_000) * 1_800_000);
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const environment = z.object({ DATABASE_URL: z.string(), MEDIA_ORIGINS: z.string() }).parse(process.env);
  const [originUrl = '', backupOriginUrl] = environment.MEDIA_ORIGINS.split(',');
  await seedDemo({ databaseUrl: environment.DATABASE_URL, originUrl, backupOriginUrl });
}
