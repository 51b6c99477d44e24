import { expect, test } from 'vitest';
import type { TestAws } from './test-aws';

/** The commands that ask an installation's function, against the twin where the plan `life` is deployed. */
export function operatorActs(aws: () => TestAws): void {
  const line = { what: 'the jobs run', result: 'go', found: 'a minute ago' };
  const told = (act: object) => aws().put('functions/life-operator', JSON.stringify({ replies: [act] }));

  test('preflight has the function look, and ends as its lines say', async () => {
    await told([line]);
    const fine = await aws().run('preflight', ['--installation', 'life', '--event', 'night']);
    expect([fine.code, fine.output]).toEqual([
      0,
      expect.stringMatching(/^GO +the jobs run — a minute ago$/m),
    ]);
    await told([{ ...line, result: 'no_go', fix: 'Mend it.' }]);
    const bad = await aws().run('preflight', ['--installation', 'life']);
    expect([bad.code, bad.output]).toEqual([1, expect.stringMatching(/^NO-GO: 0 go, 1 no-go/m)]);
  });

  test('refunds of an event are ordered there only when its name is said twice', async () => {
    await told({ id: 'mrf_of_the_function' });
    const words = ['--installation', 'life', '--event', 'night', '--reason', 'rain', '--by', 'a@example.jp'];
    const before = await aws().calls();
    expect((await aws().run('refund-event', [...words, '--confirm', 'nigth'])).code).toBe(2);
    expect(await aws().calls()).toEqual(before);
    const { code, output } = await aws().run('refund-event', [...words, '--confirm', 'night']);
    expect([code, output]).toEqual([0, expect.stringContaining('mrf_of_the_function is ordered')]);
    expect(output).toContain('--event night --progress --installation life');
  });

  test('a reply that is none, and a failure, are no success', async () => {
    await told({ id: 'not lines' });
    expect((await aws().run('preflight', ['--installation', 'life'])).code).toBe(1);
    await aws().put('functions/life-operator', JSON.stringify({ error: 'no such event' }));
    const { code, output } = await aws().run('refund-event', [
      '--installation',
      'life',
      '--event',
      'x',
      '--progress',
    ]);
    expect([code, output]).toEqual([1, expect.stringContaining('life-operator failed: ')]);
  });
}
