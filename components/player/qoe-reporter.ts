import type { QoeStartup } from '@/lib/domain/qoe';
import { MOST_ROWS, OLDEST_ROW_MINUTES, type QualityMinute } from '@/lib/domain/quality-minute';
import type { OpenedSession } from './playback-api';
import type { PlaybackStep } from './playback-step';
import { countQuality, minuteNow } from './qoe-count';

interface Reported {
  /** With its newest token; undefined as long as there is none. */
  readonly session: () => OpenedSession | undefined;
  readonly startup: () => QoeStartup;
}

export interface QualityReport {
  onStep(step: PlaybackStep): void;
  /** Sends what there is to send, and nothing from then on. */
  end(): void;
}

/** A stall of this length is told at once, for others compare themselves with it. */
const URGENT_MS = 2000;
/** An audience that stalls as one is not to tell it as one. */
const URGENT_SPREAD_MS = 1500;
const MINUTE_MS = 60_000;
const MINUTE_SPREAD_MS = 15_000;

/** Measures one run of the player minute by minute and sends what is due (lib/domain/quality-minute.ts) by beacon. */
export function reportQuality({ session, startup }: Reported): QualityReport {
  const count = countQuality({ sessionId: () => session()?.sessionId, startup });
  const outbox = createOutbox(() => session()?.token);
  let minuteTimer = setTimeout(onMinute, msToNextMinute());
  let sendTimer: ReturnType<typeof setTimeout> | undefined;
  let stallTimer: ReturnType<typeof setTimeout> | undefined;

  function onMinute(): void {
    outbox.add(count.close());
    minuteTimer = setTimeout(onMinute, msToNextMinute());
    clearTimeout(sendTimer);
    sendTimer = setTimeout(() => outbox.send([]), Math.random() * MINUTE_SPREAD_MS);
  }
  /** With the minute that is not over yet; the rest of it is told later. */
  function sendNow(): void {
    outbox.send(count.soFar());
  }

  window.addEventListener('pagehide', sendNow);
  return {
    onStep(step) {
      count.onStep(step);
      if (['stalled', 'recovered', 'stopped'].includes(step.name)) clearTimeout(stallTimer);
      if (step.name === 'stopped') sendNow();
      if (step.name !== 'stalled') return;
      stallTimer = setTimeout(sendNow, URGENT_MS + Math.random() * URGENT_SPREAD_MS);
    },
    end() {
      [minuteTimer, sendTimer, stallTimer].forEach(clearTimeout);
      window.removeEventListener('pagehide', sendNow);
      sendNow();
    },
  };
}

interface Outbox {
  add(rows: readonly QualityMinute[]): void;
  /** All that waits, and what is not finished yet. The same is not sent twice in a row. */
  send(unfinished: readonly QualityMinute[]): void;
}

function createOutbox(token: () => string | undefined): Outbox {
  let pending: readonly QualityMinute[] = [];
  let lastSent = '';
  return {
    add: (rows) => {
      pending = [...pending, ...rows].slice(-MOST_ROWS);
    },
    send: (unfinished) => {
      const rows = youngOf([...pending, ...unfinished]).slice(-MOST_ROWS);
      const told = JSON.stringify(rows);
      const proof = token();
      if (rows.length === 0 || told === lastSent || proof === undefined || !navigator.onLine) return;
      const beacon = JSON.stringify({ token: proof, sentAt: Date.now(), rows });
      if (!navigator.sendBeacon('/api/qoe', new Blob([beacon], { type: 'application/json' }))) return;
      pending = [];
      lastSent = told;
    },
  };
}

function youngOf(rows: readonly QualityMinute[]): readonly QualityMinute[] {
  const oldest = minuteNow() - OLDEST_ROW_MINUTES;
  return rows.filter(({ minute }) => minute >= oldest);
}

function msToNextMinute(): number {
  return MINUTE_MS - (Date.now() % MINUTE_MS);
}
