import type { QoeStartup } from '@/lib/domain/qoe';
import { problemClass, type QoeProblem } from '@/lib/domain/qoe-problem';
import { type QualityMinute, weightOfMinute } from '@/lib/domain/quality-minute';
import type { EngineMeasures, PlaybackControls } from './playback-controls';
import type { PlaybackStep } from './playback-step';

interface Counted {
  readonly sessionId: () => string | undefined;
  readonly startup: () => QoeStartup;
}

interface QualityCount {
  onStep(step: PlaybackStep): void;
  /** The minute as it is now, if it is one to send. */
  soFar(): readonly QualityMinute[];
  /** The same, and begins the next one. */
  close(): readonly QualityMinute[];
}

const MINUTE_MS = 60_000;

/** Whole minutes since 1970. */
export function minuteNow(): number {
  return Math.floor(Date.now() / MINUTE_MS);
}

/** Counts what one run of the player sees, minute by minute. */
export function countQuality({ sessionId, startup }: Counted): QualityCount {
  const run = { minute: minuteNow(), troubledBefore: 0, isStart: true };
  let controls: PlaybackControls | undefined;
  let problems: Partial<Record<QoeProblem, number>> = {};
  let before: EngineMeasures | undefined;
  /** A start that waits for a stream: no engine measures that. */
  let waitingSince: number | undefined;
  const add = (code: QoeProblem) => (problems = { ...problems, [code]: (problems[code] ?? 0) + 1 });
  const isTroubled = (row: Measured) => row.stalledMs > 0 || Object.keys(problems).length > 0;

  function soFar(): readonly QualityMinute[] {
    const measured = withWait(sinceThen(before, controls?.measures()), waitingSince);
    const id = sessionId();
    if (id === undefined || (measured.playedMs === 0 && !isTroubled(measured))) return [];
    const { minute, isStart } = run;
    const weight = weightOfMinute({ ...run, sessionId: id, isTroubled: isTroubled(measured) });
    if (weight === undefined) return [];
    return [{ minute, weight, ...measured, problems, ...(isStart ? { startup: startup() } : {}) }];
  }
  return {
    onStep(step) {
      if (step.name === 'ready') {
        if (controls !== undefined && controls.engine !== step.controls.engine) add('second_engine');
        controls = step.controls;
        waitingSince = undefined;
      }
      if (step.name === 'stalled' && controls === undefined) waitingSince ??= performance.now();
      if (step.name === 'stopped' && problemClass(step.problem.code) !== 'refused') add(step.problem.code);
    },
    soFar,
    close() {
      const rows = soFar();
      if (rows.some(isTroubled)) run.troubledBefore += 1;
      if (rows.length > 0) run.isStart = false;
      run.minute = minuteNow();
      problems = {};
      before = controls?.measures() ?? before;
      if (waitingSince !== undefined) waitingSince = performance.now();
      return rows;
    },
  };
}

type Measured = Pick<QualityMinute, 'playedMs' | 'stalls' | 'stalledMs' | 'droppedFrames' | 'bitrateKbps'>;

/** A second engine counts its frames from zero. */
function sinceThen(before: EngineMeasures | undefined, now: EngineMeasures | undefined): Measured {
  const grown = (field: 'playedMs' | 'stalls' | 'stalledMs' | 'droppedFrames') => {
    const [from, to] = [before?.[field] ?? 0, now?.[field] ?? 0];
    return Math.round(to >= from ? to - from : to);
  };
  return {
    playedMs: grown('playedMs'),
    stalls: grown('stalls'),
    stalledMs: grown('stalledMs'),
    droppedFrames: grown('droppedFrames'),
    bitrateKbps: now?.bitrateKbps,
  };
}

function withWait(measured: Measured, waitingSince: number | undefined): Measured {
  if (waitingSince === undefined) return measured;
  return { ...measured, stalls: 1, stalledMs: Math.round(performance.now() - waitingSince) };
}
