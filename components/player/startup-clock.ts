import type { QoeStartup, startupParts } from '@/lib/domain/qoe';
import { readField } from './read-field';

type StartupPart = (typeof startupParts)[number];

export interface StartupClock {
  /** The end of a part, now; only the first time counts. */
  mark(part: StartupPart): void;
  parts(): QoeStartup;
}

/** A page that has been there for longer was not opened for this start: somebody pressed something. */
const OPENING_MS = 1500;

let hasStarted = false;

/**
 * Times the parts of one start, from the page's navigation if playback began with the page, otherwise from now. Each part
 * is in the browser's performance timeline too, as `stagedoor:<part>`.
 */
export function createStartupClock(): StartupClock {
  const origin = startOrigin();
  hasStarted = true;
  const parts: Partial<Record<StartupPart, number>> = {};
  return {
    mark(part) {
      if (parts[part] !== undefined) return;
      parts[part] = Math.round(performance.now() - origin);
      performance.mark(`stagedoor:${part}`);
    },
    parts: () => ({ ...parts }),
  };
}

/** Milliseconds of `performance.now()`. */
function startOrigin(): number {
  const now = performance.now();
  if (hasStarted) return now;
  const [page] = performance.getEntriesByType('navigation');
  const loadedAt = readField(page, 'domContentLoadedEventEnd');
  return typeof loadedAt !== 'number' || loadedAt === 0 || now - loadedAt < OPENING_MS ? 0 : now;
}
