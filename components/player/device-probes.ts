import { askCdn, type CdnAnswer } from './device-cdn';
import type { DeviceEvent, Finding, Outcome } from './device-checks';
import { findHeight, hasCodecs } from './device-codecs';
import { findProtection } from './device-protection';
import { trySecondEngine } from './device-second-engine';
import { askServer } from './device-server';
import { judgeSpeed, measureSpeed } from './device-speed';
import { openSession } from './playback-api';
import type { ReadinessCheckName } from '@/lib/domain/readiness';

interface Probing {
  readonly eventDayId: string;
  /** Absent: there is no unprotected stream to try the second engine with. */
  readonly clearTestUrl: string | undefined;
  /** Hears nothing more after `signal` is aborted. */
  readonly onEvent: (event: DeviceEvent) => void;
  readonly signal: AbortSignal;
}

export interface Probes {
  /** The player is done with its picture, for better or worse: the line is free for the rest. */
  readonly goOn: (hasPicture: boolean) => void;
}

const skipped: Outcome = { result: 'skipped' };
const isSmall: Outcome = { result: 'warned', advice: { kind: 'fix', fix: 'small_picture' } };
const hasNone: Outcome = { result: 'failed', advice: { kind: 'fix', fix: 'codecs_missing' } };

/** Starts all checks that need no player, beside the one that runs. Each reports as it finishes and never throws. */
export function startProbes({ eventDayId, clearTestUrl, onEvent, signal }: Probing): Probes {
  const tell = (event: DeviceEvent) => {
    if (!signal.aborted) onEvent(event);
  };
  const report = (check: ReadinessCheckName, outcome: Outcome, finding?: Finding) => {
    if (finding !== undefined) tell({ name: 'found', check, finding });
    tell({ name: 'outcome', check, outcome });
  };
  report('secure', judgeContext());
  void checkServer(report);
  void checkCodecs(report);
  const way = checkWay(eventDayId, tell);
  return {
    goOn: (hasPicture) => {
      void way.then(async ({ parts }) => {
        const kbps = parts === undefined ? undefined : await measureSpeed(parts);
        const { outcome, finding } = judgeSpeed(kbps, parts?.qualities ?? []);
        report('speed', outcome, finding);
        // The engine is 200 KB more: not over a line that has none to spare.
        const canTry = hasPicture && outcome.result !== 'warned' && outcome.result !== 'failed';
        if (!canTry || clearTestUrl === undefined || signal.aborted) return report('second_engine', skipped);
        report('second_engine', await trySecondEngine(clearTestUrl));
      });
    },
  };
}

type Report = (check: ReadinessCheckName, outcome: Outcome, finding?: Finding) => void;

function judgeContext(): Outcome {
  if (window.isSecureContext) return { result: 'passed' };
  const problem = { kind: 'player', code: 'insecure_page' } as const;
  return { result: 'failed', advice: { kind: 'problem', problem } };
}

async function checkServer(report: Report): Promise<void> {
  const { connection, clock, finding } = await askServer();
  report('connection', connection);
  report('clock', clock, finding);
}

async function checkCodecs(report: Report): Promise<void> {
  if (!hasCodecs()) return report('codecs', hasNone);
  const height = await findHeight();
  if (height === undefined) return report('codecs', isSmall);
  report('codecs', { result: 'passed' }, { kind: 'height', height });
}

/** A session of its own: what it learns must not depend on how far the player comes. */
async function checkWay(eventDayId: string, tell: (event: DeviceEvent) => void): Promise<CdnAnswer> {
  const opened = await openSession(eventDayId);
  const answer: CdnAnswer = opened.ok ? await askCdn(opened.value) : { outcome: skipped };
  tell({ name: 'outcome', check: 'cdn', outcome: answer.outcome });
  if (!opened.ok) return answer;
  const protection = await findProtection(opened.value.keySystems);
  if (protection !== undefined) {
    tell({ name: 'found', check: 'protection', finding: { kind: 'protection', ...protection } });
  }
  return answer;
}
