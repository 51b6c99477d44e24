import { randomUUID } from 'node:crypto';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { giveTicket } from './rows';
import { signInAt } from './sign-in';
import { giveCode, randomSupportCode } from './support-codes';

// For axe.
test.use({ bypassCSP: true });

test('search is accessible with nothing typed, with hits, people and codes, and with none @phone', async ({
  page,
  pool,
}) => {
  test.slow();
  const part = randomUUID().slice(0, 12);
  const address = `buyer-${part}-with-a-long-local-part@example.jp`;
  await giveTicket(pool, address);
  await giveTicket(pool, `other-${part}@example.jp`);
  await pool.query('insert into viewers (id, email, name) values ($1, $2, $3)', [
    `vwr_${part}`,
    `guest-${part}@example.jp`,
    '試験　太郎',
  ]);
  const code = randomSupportCode();
  await giveCode(pool, address, { decision: code, test: code, mark: code });
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  const width = page.viewportSize()?.width ?? 0;
  const states = [
    ['newest', '/admin', '新しい注文'],
    ['hits', `/admin?q=${part}`, '注文のない人'],
    ['code', `/admin?q=${code}`, 'コードの意味'],
    ['none', '/admin?q=zz-nobody-has-this', '検索結果'],
  ] as const;
  for (const [name, path, heading] of states) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectAccessible(page, name);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectAccessible(page, `${name} at 320 px`);
    await page.setViewportSize({ width, height: 800 });
  }
});
