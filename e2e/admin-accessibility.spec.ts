import { adminPages } from '../lib/domain/admin-pages';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

/** Files, and what pages ask for by themselves; a preview's frame is the audience's page. */
const noPage = /\.csv$|\/(file|news|numbers)$|\/preview\/page$/;
const pages = Object.keys(adminPages).filter((address) => !noPage.test(address));

for (const width of [320, 1280]) {
  test(`every page of the admin is accessible at ${width} px, in Japanese and in English`, async ({
    page,
    pool,
    address,
  }) => {
    test.slow();
    const { orderId } = await giveTicket(pool, address);
    const viewer = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
    const samples: Readonly<Record<string, string>> = {
      orderId,
      viewerId: viewer.rows[0]?.id ?? '',
      eventDayId: festival.dayOnAir,
      eventId: 'evt_minato',
    };
    await page.setViewportSize({ width, height: 800 });
    await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
    for (const language of ['ja', 'en']) {
      const { origin } = new URL(page.url());
      await page.context().addCookies([{ name: 'staff_language', value: language, url: `${origin}/admin` }]);
      for (const place of pages) {
        const path = place.replace(/\[(\w+)\]/g, (_, name: string) => samples[name] ?? 'no sample');
        await page.goto(path);
        await expect(page.locator('html'), path).toHaveAttribute('lang', language);
        await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
        await expectAccessible(page, `${path} in ${language}`);
      }
    }
  });
}
