import { buyAtFestival } from './checkout';
import { expect, placeOf, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { lookAgain } from './look-again';
import { festival } from './rows';
import { paymentIntentsOf } from './twins';

test('a refund in Stripe’s dashboard ends playback in another window, in words', async ({
  page,
  context,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 403/);
  const orderId = await buyAtFestival(page, address);
  const watching = await context.newPage();
  await watching.goto(`/watch/${festival.slug}`);
  await expectFrames(watching.locator('video'), 10);

  const [intent] = await paymentIntentsOf(orderId);
  const refunded = await fetch(`${placeOf('E2E_STRIPE_URL')}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({ payment_intent: intent?.id ?? '' }),
  });
  expect(refunded.status).toBe(200);
  await expect
    .poll(async () => (await pool.query('select state from orders where id = $1', [orderId])).rows)
    .toEqual([{ state: 'refunded' }]);

  // The player asks at once when it comes back into view; else within 36 s.
  await lookAgain(watching);
  await expect(watching.getByText('このチケットは使えません').first()).toBeVisible();
  await expect(watching.locator('video')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: '返金が済んでいます' })).toBeVisible();
  await page.goto('/tickets');
  await expect(page.getByText('無効', { exact: true }).first()).toBeVisible();
  const mails = await pool.query('select kind from outbox where order_id = $1 order by created_at', [
    orderId,
  ]);
  expect(mails.rows).toEqual([{ kind: 'confirmation' }, { kind: 'refund' }]);
});
