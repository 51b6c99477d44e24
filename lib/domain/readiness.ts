/** The checks of a test playback, in the order in which they are shown. */
export const readinessCheckNames = [
  'secure',
  'connection',
  'cdn',
  'clock',
  'codecs',
  'protection',
  'license',
  'picture',
  'sound',
  'speed',
  'second_engine',
] as const;

export type ReadinessCheckName = (typeof readinessCheckNames)[number];

/** `warned`: the show will play, with a limit worth knowing. */
export type ReadinessCheckResult = 'passed' | 'warned' | 'failed' | 'skipped';

export type ReadinessChecks = Readonly<Partial<Record<ReadinessCheckName, ReadinessCheckResult>>>;

export const readinessVerdicts = ['ready', 'limited', 'not_ready'] as const;
export type ReadinessVerdict = (typeof readinessVerdicts)[number];

/** What the checks come to. One that was skipped says nothing against the device. */
export function readinessVerdict(checks: ReadinessChecks): ReadinessVerdict {
  const results = Object.values(checks);
  if (results.includes('failed')) return 'not_ready';
  return results.includes('warned') ? 'limited' : 'ready';
}
