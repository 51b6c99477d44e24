import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftOf, type EventDraft } from '@/lib/domain/event-draft';
import type { EventPlan } from '@/lib/domain/event-plan';
import { withDay, withText, withTicketType } from '@/lib/domain/draft-rows';
import { draftPath } from '@/lib/domain/draft-place';
import { fileOfDraft, skippedTimes } from '@/lib/domain/file-of-draft';
import { keySystems } from '@/lib/domain/key-system';
import { hdcpLevels, securityLevels } from '@/lib/domain/playback-policy';
import { readEventFile } from '@/lib/staff/event-file';

const word = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '')
  .map((text) => text.trim());
const words = fc.record({ ja: word, en: word });
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const present = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
const newIdOf = (prefix: string) => fc.uuid().map((id) => `${prefix}_${id.replaceAll('-', '')}`);
const host = fc.constantFrom('https://media.example', 'http://127.0.0.1:4101');

const day = fc.record({
  id: newIdOf('day'),
  position: fc.integer({ min: 1, max: 1000 }),
  title: words,
  program: fc.array(fc.record({ at: moment.map((at) => at.toISOString()), title: words }), { maxLength: 3 }),
  access: fc.constantFrom('open' as const, 'ticket' as const),
  doorsAt: moment,
  startsAt: moment,
  endsAt: moment,
  archiveUntil: fc.option(moment),
  manifestUrl: host.map((origin) => `${origin}/live/manifest.mpd`),
  hlsManifestUrl: fc.option(host.map((origin) => `${origin}/live/master.m3u8`)),
  backupOrigin: fc.option(host),
  keySystems: fc.subarray([...keySystems], { minLength: 1 }),
  contentIds: fc.array(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 3 }),
  kids: fc.uniqueArray(fc.uuid(), { maxLength: 3 }),
});
const typeOf = (dayIds: string[]) =>
  fc.record({
    id: newIdOf('tkt'),
    position: fc.integer({ min: 1, max: 1000 }),
    name: words,
    priceMinor: fc.nat(100_000_000),
    currency: fc.constantFrom('JPY', 'USD', 'KWD'),
    capacity: fc.nat(10_000_000),
    screens: fc.integer({ min: 1, max: 5 }),
    saleStartsAt: moment,
    saleEndsAt: moment,
    days: fc.subarray(dayIds),
  });
const plan: fc.Arbitrary<EventPlan> = fc.array(day, { maxLength: 3 }).chain((days) =>
  fc.record({
    id: newIdOf('evt'),
    slug: fc.stringMatching(/^[a-z0-9]{1,10}(-[a-z0-9]{1,10})?$/),
    state: fc.constantFrom('draft' as const, 'published' as const),
    timeZone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'),
    title: words,
    tagline: words,
    description: words,
    organizer: words,
    contactEmail: fc.constant('desk@example.jp'),
    refundTerms: words,
    playbackPolicy: fc
      .record({
        licenseSeconds: optional(fc.integer({ min: 60, max: 86_400 })),
        hdcp: optional(fc.constantFrom(...hdcpLevels)),
        securityLevel: optional(fc.constantFrom(...securityLevels)),
      })
      .map(present),
    viewingPolicy: fc
      .record({ chasePlay: optional(fc.boolean()), pictureInPicture: optional(fc.boolean()) })
      .map(present),
    countryRule: fc.option(
      fc.record({
        mode: fc.constantFrom('only' as const, 'except' as const),
        countries: fc.subarray(['JP', 'US', 'DE'], { minLength: 1 }),
        unknown: fc.constantFrom('allow' as const, 'refuse' as const),
      }),
    ),
    days: fc.constant(days),
    ticketTypes: fc.array(typeOf(days.map(({ id }) => id)), { maxLength: 3 }),
  }),
);

test('a plan that was shown in the form and sent back unchanged is the same plan', () => {
  fc.assert(
    fc.property(plan, (shown) => {
      const file = JSON.stringify(fileOfDraft(draftOf(shown)));
      expect(readEventFile(file)).toEqual({ ok: true, plan: shown });
    }),
    { numRuns: 60 },
  );
});

const empty: EventPlan = {
  id: 'evt_new',
  slug: '',
  state: 'draft',
  timeZone: 'America/New_York',
  title: { ja: '', en: '' },
  tagline: { ja: '', en: '' },
  description: { ja: '', en: '' },
  organizer: { ja: '', en: '' },
  contactEmail: '',
  refundTerms: { ja: '', en: '' },
  playbackPolicy: {},
  viewingPolicy: {},
  countryRule: null,
  days: [],
  ticketTypes: [],
};

/** Every mistake of a form, by field. */
function mistakesIn(draft: EventDraft): Record<string, string> {
  const read = readEventFile(JSON.stringify(fileOfDraft(draft)));
  return read.ok
    ? {}
    : Object.fromEntries(read.mistakes.map(({ path, code }) => [draftPath(path, draft), code]));
}

describe('mistakes are told at their fields', () => {
  test('what is missing in an empty form with a day and a ticket type', () => {
    const found = mistakesIn(withTicketType(withDay(draftOf(empty), 'day_a'), 'tkt_a'));
    expect(found).toEqual({
      slug: 'slug',
      'title.ja': 'missing',
      'title.en': 'missing',
      'tagline.ja': 'missing',
      'tagline.en': 'missing',
      'description.ja': 'missing',
      'description.en': 'missing',
      'organizer.ja': 'missing',
      'organizer.en': 'missing',
      contactEmail: 'mail',
      'refundTerms.ja': 'missing',
      'refundTerms.en': 'missing',
      'days.day_a.title.ja': 'missing',
      'days.day_a.title.en': 'missing',
      'days.day_a.doorsAt': 'time',
      'days.day_a.startsAt': 'time',
      'days.day_a.endsAt': 'time',
      'days.day_a.manifestUrl': 'url',
      'days.day_a.keySystems': 'missing',
      'ticketTypes.tkt_a.name.ja': 'missing',
      'ticketTypes.tkt_a.name.en': 'missing',
      'ticketTypes.tkt_a.price': 'number',
      'ticketTypes.tkt_a.capacity': 'number',
      'ticketTypes.tkt_a.saleStartsAt': 'time',
      'ticketTypes.tkt_a.saleEndsAt': 'time',
    });
  });

  test.each([
    ['timeZone', 'Nowhere/City', 'time_zone'],
    ['contactEmail', 'desk', 'mail'],
    ['licenseSeconds', '5', 'range'],
    ['licenseSeconds', 'long', 'number'],
    ['title.ja', 'x'.repeat(201), 'too_long'],
    ['days.day_a.manifestUrl', 'ftp://media.example/x', 'url'],
    ['days.day_a.backupOrigin', 'https://media.example/path', 'origin'],
    ['days.day_a.kids', `${randomUUID()}\nnot-a-key`, 'kid'],
    ['ticketTypes.tkt_a.currency', 'YEN!', 'currency'],
    ['ticketTypes.tkt_a.screens', '9', 'range'],
  ])('%s: %s', (path, text, code) => {
    const draft = withText(withTicketType(withDay(draftOf(empty), 'day_a'), 'tkt_a'), path, text);
    expect(mistakesIn(draft)[path]).toBe(code);
  });

  test('countries that are none, and a rule without countries', () => {
    const only = withText(draftOf(empty), 'countryMode', 'only');
    expect(mistakesIn(only).countries).toBe('missing');
    expect(mistakesIn(withText(only, 'countries', 'JP Japan')).countries).toBe('country');
    expect(mistakesIn(withText(only, 'countries', 'jp、us')).countries).toBeUndefined();
  });

  test('a time that clocks skip is told as that', () => {
    const path = 'days.day_a.startsAt';
    const draft = withText(withDay(draftOf(empty), 'day_a'), path, '2026-03-08T02:30');
    expect(skippedTimes(draft)).toEqual([path]);
    expect(mistakesIn(draft)[path]).toBe('time');
  });
});
