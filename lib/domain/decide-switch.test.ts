import { expect, test } from 'vitest';
import { decideSwitch, type SwitchRule } from './decide-switch';
import type { EventDayTimes } from './event-day';
import { type ShowPosition, showPositions } from './show-switch';

const at = (time: string) => new Date(`2026-10-03T${time}Z`);
const day = { doorsAt: at('09:00'), startsAt: at('10:00'), endsAt: at('12:00') };
const archived = { ...day, archiveUntil: at('20:00') };
const from = (to: ShowPosition, plan: Omit<EventDayTimes, 'switched'> = day): EventDayTimes => ({
  ...plan,
  switched: { to, at: at('08:00') },
});
const never: EventDayTimes = { ...day, switched: null };

type Answers = Partial<Record<ShowPosition, SwitchRule>>;

test.each<[string, EventDayTimes, string, Answers]>([
  ['before doors, by the clock', never, '08:30', { auto: 'unchanged', paused: 'not_on' }],
  ['doors are open', never, '09:30', { auto: 'unchanged' }],
  ['on air', never, '11:00', { auto: 'unchanged' }],
  [
    'over by the clock: only a late start brings it back',
    never,
    '13:00',
    { auto: 'unchanged', hold: 'too_late', paused: 'not_on', ended: 'too_late' },
  ],
  [
    'in the archive',
    { ...archived, switched: null },
    '13:00',
    { auto: 'unchanged', hold: 'too_late', paused: 'not_on', ended: 'too_late' },
  ],
  ['held', from('hold'), '09:30', { hold: 'unchanged', paused: 'not_on' }],
  ['held past the planned end', from('hold'), '13:00', { hold: 'unchanged', paused: 'not_on' }],
  ['put on air', from('live'), '08:30', { live: 'unchanged' }],
  ['put on air, in overtime', from('live'), '13:00', { live: 'unchanged', hold: 'too_late' }],
  ['paused', from('paused'), '11:00', { paused: 'unchanged' }],
  ['ended by mistake', from('ended'), '11:00', { ended: 'unchanged', paused: 'not_on' }],
  [
    'thirteen hours after the planned end',
    { ...day, switched: null },
    '25:00',
    { auto: 'unchanged', hold: 'too_late', live: 'too_late', paused: 'too_late', ended: 'too_late' },
  ],
])('%s', (_name, plan, time, refused) => {
  const now = time === '25:00' ? new Date('2026-10-04T01:00Z') : at(time);
  const answers = showPositions.map((to) => [to, decideSwitch(plan, to, now)]);
  const expected = showPositions.map((to) => [to, refused[to]]);
  expect(answers).toEqual(expected);
});
