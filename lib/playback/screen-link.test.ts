import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { viewerOfScreen } from '@/lib/auth/viewer';
import { eventDays } from '@/lib/db/schema/catalog';
import { screenLinks } from '@/lib/db/schema/playback';
import { entitlements } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { lastMoment } from '@/lib/domain/event-day';
import { bindTo } from '@/lib/http/device-cookie';
import { collectScreenLink } from '@/lib/playback/collect-screen-link';
import { confirmScreenLink } from '@/lib/playback/confirm-screen-link';
import { findScreenLink } from '@/lib/playback/find-screen-link';
import { forgetScreenLinks } from '@/lib/playback/forget-screen-links';
import { listOpenDays } from '@/lib/playback/list-open-days';
import { openScreenLink } from '@/lib/playback/open-screen-link';
import { giveScreenPass } from '@/lib/playback/screen-pass';
import { paidSale, type PaidSale } from '@/lib/sales/test-order';

const soldAt = new Date(Math.floor(Date.now() / 1000) * 1000);
const after = (minutes: number) => new Date(soldAt.getTime() + minutes * 60_000);
/** The first day of a test sale starts five days later, the second one six; doors open an hour before. */
const DAY = 24 * 60;
const onAir = after(5 * DAY);
const onAirAnd = (seconds: number) => new Date(onAir.getTime() + seconds * 1000);

let testDb: TestDatabase;
let sale: PaidSale;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  testDb = await createTestDatabase();
  sale = await paidSale(testDb.db, { now: soldAt, prices: [2500, 2500] });
});
afterAll(() => testDb.close());

const newDevice = () => randomUUID().replaceAll('-', '');
const dayOf = (index: number) => sale.event.dayIds[index] ?? '';

async function waitingScreen(now = onAir) {
  const device = newDevice();
  const browser = bindTo(device);
  const link = await openScreenLink(testDb.db, { browser, device: 'Windows · Chrome', now });
  return { ...link, device, browser };
}

const confirm = (typed: string, { viewer = sale.viewer, eventDayId = dayOf(0), now = onAir } = {}) =>
  confirmScreenLink(testDb.db, viewer, { typed, eventDayId, now });
const collect = ({ id, browser }: { id: string; browser: string }, now = onAir) =>
  collectScreenLink(testDb.db, { id, browser, now });

describe('a screen that was confirmed', () => {
  test('collects its pass once, however often it asks at the same time', async () => {
    const screen = await waitingScreen();
    expect(await collect(screen)).toEqual({ status: 'waiting' });
    expect(await confirm(screen.code)).toEqual({ ok: true, device: 'Windows · Chrome' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => collect(screen)));
    const ready = answers.filter(({ status }) => status === 'ready');
    const [day] = await testDb.db
      .select()
      .from(eventDays)
      .where(eq(eventDays.id, dayOf(0)));
    expect(ready).toEqual([
      {
        status: 'ready',
        slug: sale.event.slug,
        day: 1,
        pass: {
          viewerId: sale.viewer.id,
          eventDayId: dayOf(0),
          binding: screen.browser,
          until: day && lastMoment(day),
        },
      },
    ]);
    expect(await collect(screen)).toEqual({ status: 'expired' });
  });

  test('hands the pass to no other browser, and to none without a name', async () => {
    const screen = await waitingScreen();
    await confirm(screen.code);
    for (const browser of [bindTo(newDevice()), undefined]) {
      await expect(
        collectScreenLink(testDb.db, { id: screen.id, browser, now: onAir }),
      ).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await collect(screen)).toMatchObject({ status: 'ready' });
  });

  test('has two minutes for it, and they begin with the confirmation', async () => {
    const [late, tooLate] = [await waitingScreen(), await waitingScreen()];
    for (const { code } of [late, tooLate])
      expect(await confirm(code, { now: onAirAnd(599) })).toMatchObject({ ok: true });
    expect(await collect(late, onAirAnd(599 + 119))).toMatchObject({ status: 'ready' });
    expect(await collect(tooLate, onAirAnd(599 + 120))).toEqual({ status: 'expired' });
  });
});

describe('a code', () => {
  test('is nowhere in the database', async () => {
    const screen = await waitingScreen();
    const [row] = await testDb.db.select().from(screenLinks).where(eq(screenLinks.id, screen.id));
    expect(JSON.stringify(row)).not.toContain(screen.code);
    expect(screen.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  });

  test('is good for ten minutes', async () => {
    const screen = await waitingScreen();
    const now = onAirAnd(600);
    expect(await confirm(screen.code, { now })).toEqual({ ok: false, reason: 'code_expired' });
    expect(await collect(screen, now)).toEqual({ status: 'expired' });
  });

  test('is confirmed once, also by two viewers at the same moment', async () => {
    const other = await paidSale(testDb.db, { now: soldAt });
    const screen = await waitingScreen();
    const [otherDay = ''] = other.event.dayIds;
    const answers = await Promise.all([
      confirm(screen.code),
      confirm(screen.code, { viewer: other.viewer, eventDayId: otherDay }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, reason: 'code_used' });
    expect(await confirm(screen.code)).toEqual({ ok: false, reason: 'code_used' });
  });

  test('is not to be guessed: a viewer has twenty wrong ones an hour, right ones are not counted', async () => {
    const { db } = testDb;
    const guesser = await writeViewer(db);
    const screen = await waitingScreen();
    const look = (typed: string) => findScreenLink(db, guesser, { typed, now: onAir });
    for (let count = 0; count < 3; count += 1) expect(await look(screen.code)).toMatchObject({ ok: true });
    for (let count = 0; count < 20; count += 1)
      expect(await look('22222222')).toEqual({ ok: false, reason: 'code_unknown' });
    expect(await look(screen.code)).toEqual({ ok: false, reason: 'too_many_tries' });
    expect(await confirm(screen.code)).toMatchObject({ ok: true });
  });

  test('that cannot be one is looked up nowhere', async () => {
    expect(await confirm('ABC')).toEqual({ ok: false, reason: 'code_malformed' });
  });
});

describe('what a viewer may let a screen play', () => {
  const titles = async (now: Date, viewer = sale.viewer) =>
    (await listOpenDays(testDb.db, viewer, now)).map(({ id }) => id);

  test('is what the viewer could play now, from forty minutes before doors to the end', async () => {
    expect(await titles(after(5 * DAY - 101))).toEqual([]);
    expect(await titles(after(5 * DAY - 100))).toEqual([dayOf(0)]);
    expect(await titles(after(5 * DAY + 134))).toEqual([dayOf(0)]);
    expect(await titles(after(5 * DAY + 135))).toEqual([]);
    expect(await titles(after(6 * DAY))).toEqual([dayOf(1)]);
    expect(await titles(onAir, await writeViewer(testDb.db))).toEqual([]);
  });

  test('is no day of somebody else, no day that is not open, and none that was paid back', async () => {
    const { db } = testDb;
    const refused = { ok: false, reason: 'no_open_day' };
    const screen = await waitingScreen();
    expect(await confirm(screen.code, { viewer: await writeViewer(db) })).toEqual(refused);
    expect(await confirm(screen.code, { eventDayId: dayOf(1) })).toEqual(refused);
    const refunded = await paidSale(db, { now: soldAt });
    await db
      .update(entitlements)
      .set({ state: 'revoked' })
      .where(eq(entitlements.viewerId, refunded.viewer.id));
    const [day = ''] = refunded.event.dayIds;
    expect(await confirm(screen.code, { viewer: refunded.viewer, eventDayId: day })).toEqual(refused);
    expect(await collect(screen)).toEqual({ status: 'waiting' });
  });
});

describe('the pass of a screen', () => {
  const until = onAirAnd(3600);
  async function cookieFor(device: string, viewerId = sale.viewer.id) {
    const pass = { viewerId, eventDayId: dayOf(0), binding: bindTo(device), until };
    return giveScreenPass(pass, onAir);
  }
  const ask = (cookie: string, { eventDayId = dayOf(0), now = onAir } = {}) =>
    viewerOfScreen(testDb.db, { headers: new Headers({ cookie }), eventDayId, now });

  test('is kept from scripts and other sites, and no longer than the day', async () => {
    expect(await cookieFor(newDevice())).toMatch(
      /^stagedoor-screen=[\w.-]+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict$/,
    );
  });

  test('stands for its viewer on its day, in its browser and in its time, and for nobody else', async () => {
    const device = newDevice();
    const [pass = ''] = (await cookieFor(device)).split(';');
    const cookie = `stagedoor-device=${device}; ${pass}`;
    expect(await ask(cookie)).toMatchObject({ id: sale.viewer.id, email: sale.viewer.email });
    expect(await ask(cookie, { eventDayId: dayOf(1) })).toBeUndefined();
    expect(await ask(cookie, { now: until })).toBeUndefined();
    expect(await ask(pass)).toBeUndefined();
    expect(await ask(`stagedoor-device=${newDevice()}; ${pass}`)).toBeUndefined();
    expect(await ask(`stagedoor-device=${device}`)).toBeUndefined();
    expect(await ask(`${cookie.slice(0, -4)}AAAA`)).toBeUndefined();
    const [nobody = ''] = (await cookieFor(device, 'vwr_gone')).split(';');
    expect(await ask(`stagedoor-device=${device}; ${nobody}`)).toBeUndefined();
  });
});

test('what is left of a code goes a day after its end', async () => {
  const [old, young] = [await waitingScreen(soldAt), await waitingScreen(onAir)];
  const left = () =>
    testDb.db
      .select({ id: screenLinks.id })
      .from(screenLinks)
      .where(inArray(screenLinks.id, [old.id, young.id]));
  await forgetScreenLinks(testDb.db, after(10 + DAY));
  expect(await left()).toHaveLength(2);
  expect(await forgetScreenLinks(testDb.db, after(11 + DAY))).toBe(1);
  expect(await left()).toEqual([{ id: young.id }]);
});
