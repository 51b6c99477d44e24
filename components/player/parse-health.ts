import type { DayHealth, HealthLevel } from '@/lib/domain/health-digest';
import { readField } from './read-field';

const levels = ['ok', 'degraded', 'down', 'unknown'] as const satisfies readonly HealthLevel[];

/** The part of one day in the digest that our own route answers; undefined where there is none. Never throws. */
export function parseHealth(body: unknown, eventDayId: string): DayHealth | undefined {
  const days = readField(body, 'days');
  if (!Array.isArray(days)) return undefined;
  const day: unknown = days.find((entry: unknown) => readField(entry, 'id') === eventDayId);
  if (day === undefined) return undefined;
  return {
    id: eventDayId,
    feed: parseLevel(readField(day, 'feed')),
    license: parseLevel(readField(day, 'license')),
    portal: parseLevel(readField(day, 'portal')),
    byFamily: parseFamilies(readField(day, 'byFamily')),
  };
}

function parseFamilies(value: unknown): Readonly<Record<string, HealthLevel>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.map(([family, level]) => [family, parseLevel(level)]));
}

function parseLevel(value: unknown): HealthLevel {
  return levels.find((level) => level === value) ?? 'unknown';
}
