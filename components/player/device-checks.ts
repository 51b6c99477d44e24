import {
  type ReadinessCheckName,
  readinessCheckNames,
  type ReadinessChecks,
  type ReadinessVerdict,
  readinessVerdict,
} from '@/lib/domain/readiness';
import type { KeySystem } from '@/lib/domain/key-system';
import type { PlaybackStep } from './playback-step';
import type { PlayerProblem } from './player-error';

/** What to do about a check that did not pass: one thing, in the words of `testPlayback.fix`. */
export type DeviceFix =
  | 'offline'
  | 'cdn_unreachable'
  | 'cookies_blocked'
  | 'clock_off'
  | 'codecs_missing'
  | 'small_picture'
  | 'protection_silent'
  | 'no_picture'
  | 'press_sound'
  | 'slow'
  | 'too_slow'
  | 'second_engine';

export type Advice =
  | { readonly kind: 'fix'; readonly fix: DeviceFix }
  /** The player's own words for it say what to do. */
  | { readonly kind: 'problem'; readonly problem: PlayerProblem };

export type Outcome =
  | { readonly result: 'passed' | 'skipped' }
  | { readonly result: 'warned' | 'failed'; readonly advice: Advice };

/** What a check learned, beside whether it passed. */
export type Finding =
  | { readonly kind: 'protection'; readonly keySystem: KeySystem; readonly isHardware: boolean }
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'speed'; readonly kbps: number }
  | { readonly kind: 'clock'; readonly seconds: number };

export interface DeviceReport {
  readonly outcomes: Readonly<Partial<Record<ReadinessCheckName, Outcome>>>;
  readonly findings: Readonly<Partial<Record<ReadinessCheckName, Finding>>>;
  readonly isRunning: boolean;
  /** The browser plays without sound until a press on the button over the picture. */
  readonly isMuted: boolean;
  /** Why the player gave up. Held back until the checks of the way to us have said whether it was the way. */
  readonly stopped?: PlayerProblem;
}

export type DeviceEvent =
  | PlaybackStep
  | { readonly name: 'outcome'; readonly check: ReadinessCheckName; readonly outcome: Outcome }
  | { readonly name: 'found'; readonly check: ReadinessCheckName; readonly finding: Finding }
  /** The player has had all the time it should need. */
  | { readonly name: 'late' };

export const untested: DeviceReport = { outcomes: {}, findings: {}, isRunning: false, isMuted: false };

const passed = { result: 'passed' } as const;
const skipped = { result: 'skipped' } as const;

/** The report after one more event. A verdict stays until the next test, but for sound that is turned on later. */
export function advance(report: DeviceReport, event: DeviceEvent): DeviceReport {
  if (event.name === 'opening') return { ...untested, isRunning: true };
  if (!report.isRunning) return turnedOnLater(report, event);
  switch (event.name) {
    case 'outcome':
      return judgeWay(settle(report, event.check, event.outcome));
    case 'found':
      return { ...report, findings: { ...report.findings, [event.check]: event.finding } };
    case 'protected':
      return settle(report, 'protection', passed);
    case 'licensed':
      return settle(settle(report, 'protection', passed), 'license', passed);
    case 'picture':
      return settle(report, 'picture', passed);
    case 'started':
      if (event.autoplay === 'sound') return settle({ ...report, isMuted: false }, 'sound', passed);
      return { ...report, isMuted: true };
    case 'stopped':
      return judgeWay({ ...report, stopped: event.problem });
    case 'late':
      return tooLate(report);
    case 'secure':
    case 'connected':
    case 'ready':
    case 'stalled':
    case 'recovered':
      return report;
  }
}

export type CheckState = 'waiting' | 'running' | 'press' | Outcome['result'];

/** `press`: it is the viewer's turn. */
export function stateOf(report: DeviceReport, check: ReadinessCheckName): CheckState {
  const outcome = report.outcomes[check];
  if (outcome !== undefined) return outcome.result;
  if (!report.isRunning) return 'waiting';
  return check === 'sound' && report.isMuted ? 'press' : 'running';
}

export function verdictOf(report: DeviceReport): 'untested' | 'running' | ReadinessVerdict {
  if (report.isRunning) return 'running';
  const checks = resultsOf(report);
  return Object.keys(checks).length === 0 ? 'untested' : readinessVerdict(checks);
}

export function resultsOf({ outcomes }: DeviceReport): ReadinessChecks {
  return Object.fromEntries(Object.entries(outcomes).map(([check, { result }]) => [check, result]));
}

export interface AdvisedCheck {
  readonly check: ReadinessCheckName;
  readonly result: 'warned' | 'failed';
  readonly advice: Advice;
}

/** What did not pass and what to do about each, failures first. */
export function advicesOf({ outcomes }: DeviceReport): readonly AdvisedCheck[] {
  const advised = readinessCheckNames.flatMap((check) => {
    const outcome = outcomes[check];
    return outcome !== undefined && 'advice' in outcome ? [{ check, ...outcome }] : [];
  });
  return [...advised].sort((a, b) => Number(b.result === 'failed') - Number(a.result === 'failed'));
}

function settle(report: DeviceReport, check: ReadinessCheckName, outcome: Outcome): DeviceReport {
  if (report.outcomes[check] !== undefined) return report;
  const outcomes = { ...report.outcomes, [check]: outcome };
  return { ...report, outcomes, isRunning: readinessCheckNames.some((name) => outcomes[name] === undefined) };
}

function turnedOnLater(report: DeviceReport, event: DeviceEvent): DeviceReport {
  const isSound = event.name === 'started' && event.autoplay === 'sound';
  if (!isSound || report.outcomes.sound?.result !== 'warned') return report;
  return { ...report, isMuted: false, outcomes: { ...report.outcomes, sound: passed } };
}

/** What only the player can prove, in the order in which it does. */
const playerChecks = ['protection', 'license', 'picture', 'sound'] as const;

/** One cause is one failure: without a way to server and pictures nothing more is expected of the player. */
function judgeWay(report: DeviceReport): DeviceReport {
  const { stopped, outcomes } = report;
  const way = [outcomes.secure, outcomes.connection, outcomes.cdn];
  if (way.some((outcome) => outcome?.result === 'failed')) return skip(report);
  if (stopped === undefined || way.includes(undefined)) return report;
  const open = playerChecks.filter((check) => outcomes[check] === undefined);
  const blamed = open.find((check) => check === blame(stopped)) ?? open[0] ?? 'picture';
  const advice = { kind: 'problem', problem: stopped } as const;
  return skip(settle(report, blamed, { result: 'failed', advice }));
}

/** Leaves out what cannot be proven any more. */
function skip(report: DeviceReport): DeviceReport {
  const rest = [...playerChecks, 'second_engine'] as const;
  return rest.reduce<DeviceReport>((next, check) => settle(next, check, skipped), report);
}

function tooLate(report: DeviceReport): DeviceReport {
  const { outcomes, stopped } = report;
  if (stopped !== undefined) return skip(report);
  if (outcomes.picture !== undefined) {
    return settle(report, 'sound', { result: 'warned', advice: { kind: 'fix', fix: 'press_sound' } });
  }
  const check = outcomes.protection === undefined ? 'protection' : 'picture';
  const fix = check === 'protection' ? 'protection_silent' : 'no_picture';
  return skip(settle(report, check, { result: 'failed', advice: { kind: 'fix', fix } }));
}

/** The check that a problem belongs to; undefined: the one that was under way. */
function blame(problem: PlayerProblem): (typeof playerChecks)[number] | undefined {
  switch (problem.code) {
    case 'insecure_page':
    case 'unsupported_browser':
    case 'protection_unavailable':
    case 'key_system_not_allowed':
      return 'protection';
    case 'feed_down':
    case 'picture_failed':
    case 'unknown':
      return 'picture';
    default:
      return 'license';
  }
}
