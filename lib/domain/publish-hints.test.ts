import { expect, test } from 'vitest';
import type { EventPlan } from './event-plan';
import { newEventPlan } from './new-event-plan';
import { publishHintsOf } from './publish-hints';

const words = { ja: '初日', en: 'Day 1' };
const at = (hour: number) => new Date(Date.UTC(2026, 6, 25, hour));
const day = {
  id: 'day_a',
  position: 1,
  title: words,
  program: [{ at: at(10).toISOString(), title: words }],
  access: 'ticket' as const,
  doorsAt: at(9),
  startsAt: at(10),
  endsAt: at(12),
  archiveUntil: null,
  manifestUrl: 'https://media.example/x.mpd',
  hlsManifestUrl: 'https://media.example/x.m3u8',
  backupOrigin: 'https://media-b.example',
  keySystems: ['widevine' as const],
  contentIds: [],
  kids: [],
};
const type = {
  id: 'tkt_a',
  position: 1,
  name: words,
  priceMinor: 2500,
  currency: 'JPY',
  capacity: 10,
  screens: 1,
  saleStartsAt: at(1),
  saleEndsAt: at(11),
  days: ['day_a'],
};
const plan: EventPlan = {
  ...newEventPlan('evt_a', 'Asia/Tokyo'),
  days: [day, { ...day, id: 'day_test', access: 'open' }],
  ticketTypes: [type],
};

test('nothing to say of an event that has all', () => {
  expect(publishHintsOf(plan, at(0))).toEqual([]);
});

test('what is hardly meant is named, with the day or ticket type', () => {
  const bare: EventPlan = {
    ...plan,
    days: [{ ...day, program: [], hlsManifestUrl: null, backupOrigin: null }],
    ticketTypes: [{ ...type, days: [] }],
  };
  expect(publishHintsOf(bare, at(13))).toEqual([
    { code: 'no_test_day' },
    ...(['day_without_ticket', 'day_is_over', 'no_program', 'no_hls', 'no_backup'] as const).map((code) => ({
      code,
      name: words,
    })),
    { code: 'sale_is_over', name: words },
  ]);
});
