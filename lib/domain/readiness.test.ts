import { expect, it } from 'vitest';
import { type ReadinessChecks, readinessVerdict } from './readiness';

it.each<[ReadinessChecks, string]>([
  [{ secure: 'passed', second_engine: 'skipped' }, 'ready'],
  [{ secure: 'passed', clock: 'warned' }, 'limited'],
  [{ clock: 'warned', picture: 'failed', sound: 'skipped' }, 'not_ready'],
])('%o is %s', (checks, verdict) => {
  expect(readinessVerdict(checks)).toBe(verdict);
});
