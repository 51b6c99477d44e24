import type { PlaybackStep } from './playback-step';
import type { PlayerProblem } from './player-error';

export const deviceChecks = ['secure', 'connection', 'protection', 'license', 'picture', 'sound'] as const;

export type DeviceCheck = (typeof deviceChecks)[number];

export interface DeviceReport {
  readonly passed: readonly DeviceCheck[];
  /** The first check that failed, and why; none while all is well. */
  readonly failed?: { readonly check: DeviceCheck; readonly problem: PlayerProblem };
  readonly isRunning: boolean;
  /** The browser plays without sound until a press on the button over the picture. */
  readonly isMuted: boolean;
}

export const untested: DeviceReport = { passed: [], isRunning: false, isMuted: false };

/** The report after one more step. `late`: the checks have had all the time they should need. */
export function advance(report: DeviceReport, step: PlaybackStep | { readonly name: 'late' }): DeviceReport {
  if (step.name === 'opening') return { ...untested, isRunning: true };
  if (!report.isRunning) return report;
  switch (step.name) {
    case 'secure':
      return pass(report, 'secure');
    case 'connected':
      return pass(report, 'connection');
    case 'protected':
      return pass(report, 'protection');
    case 'licensed':
      return pass(report, 'license');
    case 'picture':
      return pass(report, 'picture');
    case 'started':
      if (step.autoplay === 'sound') return pass({ ...report, isMuted: false }, 'sound');
      return { ...report, isMuted: true };
    case 'stopped':
      return fail(report, step.problem);
    case 'ready':
    case 'stalled':
    case 'recovered':
      return report;
    case 'late':
      if (report.passed.includes('picture')) return report;
      return fail(report, {
        kind: 'player',
        code: report.passed.includes('license') ? 'picture_failed' : 'connection',
      });
  }
}

export type CheckState = 'waiting' | 'running' | 'press' | 'passed' | 'failed';

/** `press`: it is the viewer's turn. After a failure the checks that were not reached wait for another try. */
export function stateOf(report: DeviceReport, check: DeviceCheck): CheckState {
  if (report.passed.includes(check)) return 'passed';
  if (report.failed?.check === check) return 'failed';
  if (!report.isRunning) return 'waiting';
  return check === 'sound' && report.isMuted ? 'press' : 'running';
}

export function verdictOf(report: DeviceReport): 'untested' | 'running' | 'ok' | 'failed' {
  if (report.failed !== undefined) return 'failed';
  if (report.passed.length === deviceChecks.length) return 'ok';
  return report.isRunning ? 'running' : 'untested';
}

function pass(report: DeviceReport, check: DeviceCheck): DeviceReport {
  if (report.passed.includes(check)) return report;
  const passed = [...report.passed, check];
  return { ...report, passed, isRunning: passed.length < deviceChecks.length };
}

function fail(report: DeviceReport, problem: PlayerProblem): DeviceReport {
  const blamed = blame(problem);
  const open = deviceChecks.filter((check) => !report.passed.includes(check));
  const check = open.find((candidate) => candidate === blamed) ?? open[0] ?? 'picture';
  return { ...report, failed: { check, problem }, isRunning: false };
}

/** The check that a problem belongs to; undefined: the one that was under way. */
function blame(problem: PlayerProblem): DeviceCheck | undefined {
  switch (problem.code) {
    case 'insecure_page':
      return 'secure';
    case 'unsupported_browser':
    case 'protection_unavailable':
    case 'key_system_not_allowed':
      return 'protection';
    case 'missing_keys':
    case 'unknown_key':
      return 'license';
    case 'picture_failed':
      return 'picture';
    default:
      return undefined;
  }
}
