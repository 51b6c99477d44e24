import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import type { APIRequestContext, Browser } from 'playwright/test';
import { adminActions } from '../lib/domain/admin-pages';
import { hasPower, type StaffRole, staffRoles } from '../lib/domain/staff-role';
import { builtFiles, onAws } from './built-files';
import { expect, placeOf, test } from './fixtures';
import { hydrated } from './hydrated';
import { giveTicket } from './rows';
import { signInAt } from './sign-in';

interface BuiltAction {
  readonly id: string;
  readonly name: string;
  /** A page that carries it, as the build spells it. */
  readonly page: string;
}

/** Every server action of the admin that the build has an address for. */
function builtActions(): BuiltAction[] {
  const manifest: {
    readonly node: Readonly<
      Record<
        string,
        {
          readonly filename: string;
          readonly exportedName: string;
          readonly workers: Readonly<Record<string, unknown>>;
        }
      >
    >;
  } = JSON.parse(readFileSync(`${builtFiles.server}/server-reference-manifest.json`, 'utf8'));
  return Object.entries(manifest.node)
    .filter(([, { filename }]) => filename.startsWith('app/admin/'))
    .map(([id, { filename, exportedName, workers }]) => ({
      id,
      name: `${filename.slice('app/admin/'.length)}#${exportedName}`,
      page: Object.keys(workers)[0]?.replace(/^app(.*)\/page$/, '$1') ?? '',
    }));
}

const listed = Object.entries(adminActions).flatMap(([file, actions]) =>
  Object.entries(actions).map(([name, power]) => ({ name: `${file}#${name}`, power })),
);

async function signedIn(browser: Browser, pool: Pool, role: StaffRole | undefined) {
  const address = `${randomUUID()}@example.jp`;
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
  return { context, address };
}

/** As React sends a form's action: its state before, and a form with nothing in it that fits. */
async function press(request: APIRequestContext, action: BuiltAction, path: string): Promise<string> {
  const answer = await request.post(path, {
    headers: { 'Next-Action': action.id, Origin: new URL(placeOf('E2E_BASE_URL')).origin },
    multipart: { '1_nothing': 'that fits', '0': '[{"status":"idle"},"$K1"]' },
    maxRedirects: 0,
  });
  return answer.text();
}

const reached = /"code":"bad_request"/;
/** Pages that everybody may open: Next carries an action on from there to its own. The CDN takes no POST at public ones. */
const elsewhere = onAws ? ['/sign-in', '/en/sign-in'] : ['/help', '/en/help'];

test('the build has exactly the actions of the list', () => {
  expect(
    builtActions()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(listed.map(({ name }) => name).sort());
});

for (const role of [...staffRoles, undefined, 'nobody'] as const) {
  test(`${role ?? 'a viewer'}: every action of the admin is there or not, as the list says`, async ({
    browser,
    pool,
  }) => {
    const isSignedOut = role === 'nobody';
    const { context, address } = isSignedOut
      ? { context: await browser.newContext(), address: 'nobody' }
      : await signedIn(browser, pool, role);
    const { orderId } = await giveTicket(pool, `shown-${randomUUID()}@example.jp`);
    const found: Record<string, boolean> = {};
    const expected: Record<string, boolean> = {};
    for (const action of builtActions()) {
      const power = listed.find(({ name }) => name === action.name)?.power;
      const own = action.page.replace('[orderId]', orderId).replace(/\[\w+\]/g, 'evt_minato');
      const may = power !== undefined && role !== undefined && !isSignedOut && hasPower([role], power);
      for (const path of [own, ...elsewhere]) {
        found[`${action.name} by ${path}`] = reached.test(await press(context.request, action, path));
        expected[`${action.name} by ${path}`] = may;
      }
    }
    await context.close();
    expect(found).toEqual(expected);
    expect((await pool.query('select from staff_acts where staff_email = $1', [address])).rows).toEqual([]);
  });
}

test('what an owner’s page sends does nothing when another role sends it again', async ({
  page,
  browser,
  pool,
  address,
  expectedErrors,
}) => {
  // The press itself is held back.
  expectedErrors.push(/net::ERR_FAILED/);
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await page.route(`**/admin/orders/${orderId}`, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  const sent = page.waitForRequest((asked) => asked.method() === 'POST');
  await (await hydrated(page.getByRole('button', { name: 'チケットを無効にする', exact: true }))).click();
  await page.getByRole('dialog').getByLabel('理由', { exact: true }).fill('役割を変えて送り直す');
  await page.getByRole('dialog').getByRole('button', { name: '無効にする', exact: true }).click();
  const request = await sent;
  const own = /^(:|cookie$|host$|content-length$)/;
  const headers = Object.fromEntries(
    (await request.headersArray())
      .filter(({ name }) => !own.test(name.toLowerCase()))
      .map(({ name, value }) => [name, value]),
  );
  const data = request.postDataBuffer() ?? Buffer.alloc(0);
  const again = async (by: APIRequestContext) =>
    (await by.post(`/admin/orders/${orderId}`, { headers, data })).text();
  const acts = async () =>
    (await pool.query('select power from staff_acts where order_id = $1', [orderId])).rows;

  for (const role of ['support', 'finance', undefined] as const) {
    const { context } = await signedIn(browser, pool, role);
    expect(await again(context.request), role ?? 'viewer').not.toContain('"status":"done"');
    await context.close();
  }
  expect(await acts()).toEqual([]);
  // The same bytes from somebody who may: so it was the role that was refused.
  const operator = await signedIn(browser, pool, 'operator');
  expect(await again(operator.context.request)).toContain('"status":"done"');
  await operator.context.close();
  expect(await acts()).toEqual([{ power: 'revoke' }]);
});
