import { browserFeatures, chooseStream } from './choose-stream';
import { type KeptSession, keepSession } from './kept-session';
import { openSession } from './playback-api';
import { type ReadyShaka, readyShaka } from './ready-shaka';

/** What a start can take over. */
export interface WarmStart {
  readonly kept: KeptSession;
  /** Undefined where the engine could not be fetched ahead. */
  readonly ready: ReadyShaka | undefined;
}

/** A start made ready while its viewer waits. */
export interface WarmPlayback {
  /** Once, for the one that plays; undefined where there is nothing good to take: then a start is made from nothing. */
  readonly take: () => Promise<WarmStart | undefined>;
  /** Lets go of everything, the session too. After `take` it does nothing. */
  readonly discard: () => void;
}

interface WarmOptions {
  /** Until the stream may be on air, at the earliest; undefined: it is now. */
  readonly onAirInMs?: number;
}

/** A preloaded live manifest is kept up to date by polling, so it is fetched just before it is needed. */
const PRELOAD_AHEAD_MS = 20_000;

/**
 * Opens the session, fetches the engine and the certificates of the content decryption modules, and, shortly before the
 * stream is on air, its manifest. No license is asked for. Whatever cannot be had is left to the start. Never throws.
 */
export function warmPlayback(eventDayId: string, { onAirInMs = 0 }: WarmOptions = {}): WarmPlayback {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const warming = warm(eventDayId).then((start) => {
    if (isOver) letGo(start);
    else if (start?.ready !== undefined) timer = preloadIn(start.ready, onAirInMs - PRELOAD_AHEAD_MS);
    return start;
  });
  const finish = (): boolean => {
    const isFirst = !isOver;
    isOver = true;
    clearTimeout(timer);
    return isFirst;
  };
  return {
    take: async () => {
      if (isOver) return undefined;
      const start = await warming;
      if (!finish()) return undefined;
      if (start === undefined || start.kept.isGood()) return start;
      letGo(start);
      return undefined;
    },
    discard: () => {
      if (finish()) void warming.then(letGo);
    },
  };
}

async function warm(eventDayId: string): Promise<WarmStart | undefined> {
  const opened = await openSession(eventDayId);
  if (!opened.ok) return undefined;
  const kept = keepSession(eventDayId, opened.value);
  for (const keySystem of opened.value.certificates) {
    // Into the browser's cache, from where the engine takes it.
    void fetch(`/api/certificate/${keySystem}`).catch(() => undefined);
  }
  const streamUrl = chooseStream(opened.value, browserFeatures());
  const ready = await readyShaka({ eventDayId, session: kept.current, streamUrl }).catch(() => undefined);
  return { kept, ready };
}

/** A stream that is not on air yet is no failure: the start asks again. */
function preloadIn(ready: ReadyShaka, inMs: number): ReturnType<typeof setTimeout> {
  return setTimeout(() => void ready.preload().catch(() => undefined), Math.max(0, inMs));
}

function letGo(start: WarmStart | undefined): void {
  start?.kept.end();
  void start?.ready?.player.destroy();
}
