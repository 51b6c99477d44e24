import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EventPlan, PlannedDay } from '@/lib/domain/event-plan';
import { parseKid } from '@/lib/domain/kid';
import { readEventFile } from '@/lib/staff/event-file';
import { repoRoot } from './repo-root';

export interface Origins {
  readonly originUrl: string;
  readonly backupOriginUrl?: string | undefined;
}

/** An event of the demo, from its file (docs/events.md). */
export function readDemoEvent(name: 'minato-2026' | 'minato-encore'): EventPlan {
  const read = readEventFile(readFileSync(`${repoRoot}/scripts/${name}.event.json`, 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.mistakes)}`);
  return read.plan;
}

/** The same event at another time: every moment moved by as much as that day has to move to begin then. */
export function movedTo(plan: EventPlan, dayId: string, startsAt: Date): EventPlan {
  const day = plan.days.find(({ id }) => id === dayId);
  if (day === undefined) throw new Error(`${plan.id} has no ${dayId}`);
  const ms = startsAt.getTime() - day.startsAt.getTime();
  const moved = (at: Date) => new Date(at.getTime() + ms);
  return {
    ...plan,
    days: plan.days.map((other) => ({
      ...other,
      program: other.program.map(({ at, title }) => ({ at: moved(new Date(at)).toISOString(), title })),
      doorsAt: moved(other.doorsAt),
      startsAt: moved(other.startsAt),
      endsAt: moved(other.endsAt),
      archiveUntil: other.archiveUntil && moved(other.archiveUntil),
    })),
    ticketTypes: plan.ticketTypes.map((type) => ({
      ...type,
      saleStartsAt: moved(type.saleStartsAt),
      saleEndsAt: moved(type.saleEndsAt),
    })),
  };
}

/** The event with the sandbox's streams: its packager has a channel of the name of each day's content id. */
export async function atOrigins(plan: EventPlan, origins: Origins): Promise<EventPlan> {
  const days = plan.days.map(async (day) => {
    const folder = folderOf(day, origins.originUrl);
    return {
      ...day,
      manifestUrl: `${folder}/manifest.mpd`,
      hlsManifestUrl: `${folder}/cbcs/master.m3u8`,
      backupOrigin: origins.backupOriginUrl ?? null,
      kids: await keyIdsOf(origins.originUrl, channelOf(day)),
    };
  });
  return { ...plan, days: await Promise.all(days) };
}

/** The packager runs from the doors on: who is let in finds a picture. */
export function folderOf(day: PlannedDay, originUrl: string): string {
  return `${originUrl}/live/${channelOf(day)}/${seconds(day.doorsAt)}-${seconds(day.endsAt)}`;
}

function channelOf({ id, contentIds: [channel] }: PlannedDay): string {
  if (channel === undefined) throw new Error(`${id} has no content id`);
  return channel;
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

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
