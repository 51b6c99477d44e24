import { buyButton, cards, expectPaid, fillCard, holdAtSmallEvent, holdTicket } from './checkout';
import { expect, test } from './fixtures';
import { paymentIntentsOf } from './twins';

test('a hold that runs out says so, frees its seat, and the ticket can be chosen again', async ({
  page,
  address,
  pool,
}) => {
  const { slug, ticketTypeId } = await holdAtSmallEvent(page, { pool, address, capacity: 1 });
  const held = await pool.query<{ id: string }>(
    `update orders set hold_until = now() + interval '10 seconds' where contact_email = $1 returning id`,
    [address],
  );
  await page.reload();
  await expect(page.getByText('お席の確保の時間が過ぎました').first()).toBeVisible({ timeout: 30_000 });
  await expect(buyButton(page)).toHaveCount(0);

  // The tick of the jobs, as the scheduler would ask for it.
  await expect
    .poll(async () => {
      await page.request.post('/api/jobs', {
        headers: { authorization: `Bearer ${process.env.JOBS_SECRET}` },
      });
      const order = await pool.query('select state from orders where id = $1', [held.rows[0]?.id]);
      return order.rows;
    })
    .toEqual([{ state: 'expired' }]);
  const seats = await pool.query('select held, sold from ticket_types where id = $1', [ticketTypeId]);
  expect(seats.rows).toEqual([{ held: 0, sold: 0 }]);
  expect(await paymentIntentsOf(held.rows[0]?.id ?? '')).toEqual([]);

  await page.getByRole('link', { name: 'チケットを選び直す' }).click();
  await holdTicket(page, slug, /一般/);
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
});
