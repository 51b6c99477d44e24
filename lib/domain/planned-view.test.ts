import { expect, test } from 'vitest';
import type { EventPlan, PlannedDay } from './event-plan';
import { newEventPlan } from './new-event-plan';
import { momentsOf, stateAt, viewOfPlan } from './planned-view';

const words = { ja: 'x', en: 'x' };
const at = (hour: number) => new Date(Date.UTC(2026, 6, 25, hour));
const day = (id: string, access: 'open' | 'ticket', archiveUntil: Date | null = null): PlannedDay => ({
  id,
  position: 1,
  title: words,
  program: [],
  access,
  doorsAt: at(9),
  startsAt: at(10),
  endsAt: at(12),
  archiveUntil,
  manifestUrl: 'https://media.example/x.mpd',
  hlsManifestUrl: null,
  backupOrigin: null,
  keySystems: ['clearkey'],
  contentIds: [],
  kids: [],
});
const plan: EventPlan = {
  ...newEventPlan('evt_a', 'Asia/Tokyo'),
  days: [day('day_show', 'ticket', at(20)), day('day_test', 'open')],
  ticketTypes: [
    {
      id: 'tkt_a',
      position: 1,
      name: words,
      priceMinor: 2500,
      currency: 'JPY',
      capacity: 10,
      screens: 1,
      saleStartsAt: at(5),
      saleEndsAt: at(11),
      days: ['day_show'],
    },
  ],
};

test('each moment shows the phase and the sale that it is named for', () => {
  const view = viewOfPlan(plan, { tkt_a: { sold: 8, held: 1 } });
  const shown = Object.entries(momentsOf(view, at(0))).map(([name, moment]) => {
    const { days, tickets } = stateAt(view, moment);
    return [name, days.map(({ phase }) => phase), tickets.map(({ availability }) => availability)];
  });
  expect(shown).toEqual([
    ['now', ['before'], ['not_yet']],
    ['before_sale', ['before'], ['not_yet']],
    ['on_sale', ['before'], ['few']],
    ['doors', ['doors'], ['few']],
    ['live', ['live'], ['few']],
    ['archive', ['archive'], ['closed']],
    ['ended', ['ended'], ['closed']],
  ]);
});

test('the audience sees days with tickets, and a test day as the free test playback', () => {
  expect(viewOfPlan(plan, {})).toMatchObject({ days: [{ id: 'day_show' }], testDayId: 'day_test' });
});

test('an event without days and tickets has but one moment', () => {
  const view = viewOfPlan(newEventPlan('evt_a', 'Asia/Tokyo'), {});
  expect(momentsOf(view, at(0))).toEqual({ now: at(0) });
});
