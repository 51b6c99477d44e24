import type { Pool } from 'pg';
import type { APIRequestContext, Browser } from 'playwright/test';
import { adminPages } from '../lib/domain/admin-pages';
import { hasPower, type StaffRole, staffRoles } from '../lib/domain/staff-role';
import { expect, placeOf, test } from './fixtures';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

/** What stands in the addresses; an address with another parameter fails until it is given one here. */
interface Samples {
  readonly orderId: string;
  readonly viewerId: string;
  readonly eventDayId: string;
  readonly eventId: string;
}

async function writeSamples(pool: Pool, address: string): Promise<Samples> {
  const { orderId } = await giveTicket(pool, address);
  const viewer = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
  const viewerId = viewer.rows[0]?.id ?? '';
  return { orderId, viewerId, eventDayId: festival.dayOnAir, eventId: 'evt_minato' };
}

const samplesOf = (address: string, samples: Samples): string =>
  address.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value: unknown = Reflect.get(samples, name);
    if (typeof value !== 'string') throw new Error(`no sample for [${name}] of ${address}`);
    return value;
  });

/** Somebody whom an owner has given that role, signed in. */
async function staffWith(browser: Browser, pool: Pool, role: StaffRole | undefined, address: string) {
  if (role !== undefined) {
    await pool.query(
      `insert into staff_members (email, roles, changed_by, changed_at) values ($1, $2, 'staff@example.jp', now())`,
      [address, [role]],
    );
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAt(page, '/sign-in?next=/help', address);
  await page.close();
  return context;
}

const statusOf = async (request: APIRequestContext, path: string, headers: Record<string, string> = {}) =>
  (await request.get(path, { headers, maxRedirects: 0 })).status();

for (const role of [...staffRoles, undefined]) {
  test(`${role ?? 'a viewer'}: every address of the admin is there or does not exist, as the list says`, async ({
    browser,
    pool,
    address,
  }) => {
    const samples = await writeSamples(pool, `shown-${address}`);
    const context = await staffWith(browser, pool, role, address);
    const found: Record<string, number> = {};
    const expected: Record<string, number> = {};
    for (const [place, power] of Object.entries(adminPages)) {
      found[place] = await statusOf(context.request, samplesOf(place, samples));
      expected[place] = role !== undefined && hasPower([role], power) ? 200 : 404;
    }
    await context.close();
    expect(found).toEqual(expected);
  });
}

test('no spelling of an address slips past: router requests, doubled slashes, encodings, subrequests', async ({
  browser,
  pool,
  address,
}) => {
  const samples = await writeSamples(pool, `shown-${address}`);
  const context = await staffWith(browser, pool, undefined, address);
  const marks = [samples.orderId, samples.viewerId, `shown-${address}`];
  for (const place of Object.keys(adminPages)) {
    const path = samplesOf(place, samples);
    const tail = path.slice('/admin'.length);
    const spellings: readonly (readonly [string, Record<string, string>])[] = [
      [`${path}.rsc`, {}],
      [`${path}?_rsc=abc`, { rsc: '1' }],
      [path, { rsc: '1', 'next-router-prefetch': '1' }],
      [path, { rsc: '1', 'next-router-segment-prefetch': '/_tree' }],
      [`${path}.segments/_tree.segment.rsc`, {}],
      [`/${path}`, {}],
      [`/%61dmin${tail}`, {}],
      [`/admin%2f${tail.slice(1)}`, {}],
      [`/ja/admin${tail}`, {}],
      [`/en/admin${tail}`, {}],
      [`/_next/data/x/admin${tail}.json`, {}],
      [path, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
      [path, { 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware' }],
    ];
    for (const [spelling, headers] of spellings) {
      const answer = await context.request.get(`${placeOf('E2E_BASE_URL')}${spelling}`, {
        headers,
        maxRedirects: 5,
      });
      const body = await answer.text();
      const leaks = marks.filter((mark) => body.includes(mark) && !spelling.includes(mark));
      expect(leaks, `${spelling} ${JSON.stringify(headers)}`).toEqual([]);
      expect(body, spelling).not.toContain('data-staff');
    }
  }
  await context.close();
});
