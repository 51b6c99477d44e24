import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { z } from 'zod';
import type { Transaction } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import { promoCodes } from '@/lib/db/schema/promo';
import type { EventPlan } from '@/lib/domain/event-plan';
import { writePlannedDays, writePlannedTypes } from '@/lib/staff/write-event-plan';
import { ENCORE_DAY, ENCORE_STARTS_MINUTES, encoreAnnouncement } from './demo-encore';
import {
  DEMO_DAY_ON_AIR,
  DEMO_EVENT_ID,
  DEMO_ON_AIR_MINUTES,
  DEMO_PROMO_MINUTES,
  demoPromoCodes,
} from './demo-event';
import { atOrigins, folderOf, movedTo, type Origins, readDemoEvent } from './demo-plan';

interface Seed extends Origins {
  readonly databaseUrl: string;
}

/** Where the rest of the demo finds what was written. */
export interface SeededDemo {
  /** Clear HLS of the test day, under that day's folder: the cookies of a test playback open it. */
  readonly clearTestHlsUrl: string;
}

/**
 * Writes the demo's festival from its event file, its days moved around the present so that the second one is on air, and
 * an encore whose doors open soon. Safe to run again: texts and times are brought up to date, sold seats and orders stay.
 * The key ids are read from the origin's own manifests, as an operator would copy them from the packager.
 */
export async function seedDemo({ databaseUrl, ...origins }: Seed): Promise<SeededDemo> {
  const now = new Date();
  const anchor = halfHourBefore(after(now, -DEMO_ON_AIR_MINUTES));
  const encoreStart = after(minuteOf(now), ENCORE_STARTS_MINUTES);
  const festival = await atOrigins(movedTo(readDemoEvent('minato-2026'), DEMO_DAY_ON_AIR, anchor), origins);
  const encore = await atOrigins(movedTo(readDemoEvent('minato-encore'), ENCORE_DAY, encoreStart), origins);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await drizzle(client).transaction(async (tx) => {
      for (const plan of [festival, encore]) await writePlan(tx, plan);
      for (const promo of demoPromoCodes) await writePromoCode(tx, promo, anchor);
      await writeAnnouncement(tx, minuteOf(now), encore);
    });
  } finally {
    await client.end();
  }
  const test = festival.days.find(({ access }) => access === 'open');
  if (test === undefined) throw new Error('The demo has no day of test playback.');
  return { clearTestHlsUrl: `${folderOf(test, origins.originUrl)}/clear/master.m3u8` };
}

async function writePlan(tx: Transaction, plan: EventPlan): Promise<void> {
  const { days: _days, ticketTypes: _types, ...values } = plan;
  await tx.insert(events).values(values).onConflictDoUpdate({ target: events.id, set: values });
  await writePlannedDays(tx, plan);
  await writePlannedTypes(tx, plan);
}

async function writeAnnouncement(tx: Transaction, startsAt: Date, { days }: EventPlan): Promise<void> {
  const values = { ...encoreAnnouncement, startsAt, endsAt: days[0]?.endsAt ?? startsAt };
  await tx.insert(announcements).values(values).onConflictDoUpdate({ target: announcements.id, set: values });
}

async function writePromoCode(
  tx: Transaction,
  { id, code, amountMinor, percent, totalLimit }: (typeof demoPromoCodes)[number],
  anchor: Date,
): Promise<void> {
  const startsAt = after(anchor, -DEMO_PROMO_MINUTES);
  const endsAt = after(anchor, DEMO_PROMO_MINUTES);
  const values = { id, eventId: DEMO_EVENT_ID, code, amountMinor, percent, startsAt, endsAt, totalLimit };
  await tx.insert(promoCodes).values(values).onConflictDoUpdate({ target: promoCodes.id, set: values });
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const environment = z.object({ DATABASE_URL: z.string(), MEDIA_ORIGINS: z.string() }).parse(process.env);
  const [originUrl = '', backupOriginUrl] = environment.MEDIA_ORIGINS.split(',');
  await seedDemo({ databaseUrl: environment.DATABASE_URL, originUrl, backupOriginUrl });
}
