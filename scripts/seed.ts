import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { z } from 'zod';
import { eventDayKeys, eventDays, events, ticketTypeDays, ticketTypes } from '@/lib/db/schema/catalog';
import { promoCodes } from '@/lib/db/schema/promo';
import type { Database } from '@/lib/db/client';
import { parseKid } from '@/lib/domain/kid';
import {
  DEMO_DOORS_MINUTES,
  DEMO_ON_AIR_MINUTES,
  DEMO_SALE_OPENED_MINUTE,
  type DemoDay,
  demoDays,
  demoEvent,
  demoPromoCodes,
  demoTickets,
} from './demo-event';

interface Seed {
  readonly databaseUrl: string;
  readonly originUrl: string;
}

/**
 * Writes the demo's festival, its days set around the present so that the second one is on air. Safe to run
 * again: texts and times are brought up to date, sold seats and orders stay. The key ids are read from the
 * origin's own manifests, as an operator would copy them from the packager.
 */
export async function seedDemo({ databaseUrl, originUrl }: Seed): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const db = drizzle(client);
    const anchor = halfHourBefore(new Date(Date.now() - DEMO_ON_AIR_MINUTES * 60_000));
    const values = { ...demoEvent, state: 'published' as const };
    await db.insert(events).values(values).onConflictDoUpdate({ target: events.id, set: values });
    for (const day of demoDays) await writeDay(db, { day, anchor, originUrl });
    for (const ticket of demoTickets) await writeTicket(db, ticket, anchor);
    for (const promo of demoPromoCodes) await writePromoCode(db, promo, anchor);
  } finally {
    await client.end();
  }
}

async function writeDay(
  db: Pick<Database, 'insert'>,
  { day, anchor, originUrl }: { day: DemoDay; anchor: Date; originUrl: string },
): Promise<void> {
  const startsAt = after(anchor, day.startMinute);
  const endsAt = after(startsAt, day.minutes);
  const span = `${seconds(startsAt)}-${seconds(endsAt)}`;
  const values = {
    id: day.id,
    eventId: demoEvent.id,
    position: day.position,
    title: day.title,
    program: day.program.map((item) => ({
      at: after(startsAt, item.minute).toISOString(),
      title: item.title,
    })),
    access: day.access,
    doorsAt: after(startsAt, -DEMO_DOORS_MINUTES),
    startsAt,
    endsAt,
    manifestUrl: `${originUrl}/live/${day.channel}/${span}/manifest.mpd`,
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
  db: Pick<Database, 'insert'>,
  { days, saleEndMinute, ...ticket }: (typeof demoTickets)[number],
  anchor: Date,
): Promise<void> {
  const values = {
    ...ticket,
    eventId: demoEvent.id,
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
  db: Pick<Database, 'insert'>,
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

function halfHourBefore(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1_800_000) * 1_800_000);
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const environment = z.object({ DATABASE_URL: z.string(), MEDIA_ORIGINS: z.string() }).parse(process.env);
  await seedDemo({ databaseUrl: environment.DATABASE_URL, originUrl: environment.MEDIA_ORIGINS });
}
