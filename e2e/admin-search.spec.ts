import { buyButton, cards, expectPaid, fillCard, holdTicket } from './checkout';
import { expect, test } from './fixtures';
import { festival } from './rows';
import { signInAt } from './sign-in';
import { paymentIntentsOf } from './twins';

test('staff find a purchase by mail address, order code and payment id', async ({
  page,
  browser,
  address,
  pool,
}) => {
  await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
  await holdTicket(page, festival.slug, /2日目チケット/);
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
  const orderId = /ord_\w+/.exec(page.url())?.[0] ?? '';
  const [intent] = await paymentIntentsOf(orderId);
  const order = await pool.query<{ code: string }>('select code from orders where id = $1', [orderId]);
  const code = order.rows[0]?.code ?? '';

  const staff = await browser.newPage();
  await signInAt(staff, '/sign-in?next=/admin', 'staff@example.jp');
  for (const query of [
    address,
    address.slice(0, 20).toUpperCase(),
    code.toLowerCase().replace('-', ''),
    intent?.id ?? 'none',
  ]) {
    await staff.goto('/admin');
    await staff.getByRole('searchbox').fill(query);
    await staff.getByRole('searchbox').press('Enter');
    await expect(staff.getByText(code).first(), query).toBeVisible();
  }
  await staff.goto(`/admin/orders/${orderId}`);
  await expect(staff.getByText(intent?.id ?? 'none')).toBeVisible();
  await expect(staff.getByText(address).first()).toBeVisible();
  await staff.close();
});

test('for viewers and strangers /admin is an address that does not exist', async ({
  page,
  address,
  expectedErrors,
  request,
}) => {
  expectedErrors.push(/status of 404/);
  // Addresses of the same length, so that what is left of a difference is not the address itself.
  for (const [path, unknown] of [
    ['/admin', '/nadim'],
    ['/admin/orders/ord_x', '/nadim/orders/ord_x'],
  ] as const) {
    const [answer, other] = [await request.get(path), await request.get(unknown)];
    expect([answer.status(), other.status()]).toEqual([404, 404]);
    expect(plain(await answer.text()), path).toBe(plain((await other.text()).replaceAll('nadim', 'admin')));
  }
  await signInAt(page, '/sign-in', address);
  const response = await page.goto('/admin');
  expect(response?.status()).toBe(404);
  const html = await page.content();
  expect(html).not.toMatch(/app\/admin|components\/staff|スタッフ/);
});

/** A page without what differs between any two requests. */
function plain(html: string): string {
  return html.replace(/nonce="[^"]*"/g, '').replace(/"(timeStamp|now)":\d+/g, '');
}
