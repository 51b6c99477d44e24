import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { answeredWith, expect, placeOf, test } from './fixtures';
import { hydrated } from './hydrated';
import { giveTicket, writeSmallEvent } from './rows';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

const both = async (page: Page, label: string, words: string) => {
  await page.getByLabel(`${label}（日本語）`, { exact: true }).fill(words);
  await page.getByLabel(`${label}（英語）`, { exact: true }).fill(`${words} in English`);
};
const save = async (page: Page, button: string, reason = '日程の変更') => {
  await page.getByLabel('変更の理由').fill(reason);
  await page.getByRole('button', { name: button, exact: true }).click();
};
const local = (days: number, hour: string) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
const eventIdOf = (slug: string) => slug.replace('-', '_');

/** A day as a producer types it in. */
async function fillDay(page: Page): Promise<void> {
  await both(page, '公演日の名前', '初日');
  await page.getByLabel('開場', { exact: true }).fill(local(30, '17:00'));
  await page.getByLabel('開演', { exact: true }).fill(local(30, '18:00'));
  await page.getByLabel('終演', { exact: true }).fill(local(30, '21:00'));
  await page.getByLabel('DASHのマニフェストURL').fill(`${placeOf('E2E_ORIGIN_URL')}/live/x/manifest.mpd`);
  await page.getByLabel('clearkey').check();
  await page.getByLabel('鍵の番号（KID）').fill(randomUUID());
}

test('a draft is created, previewed, published, and then seen by the audience', async ({
  page,
  expectedErrors,
}) => {
  // A whole form is typed in, and five pages are looked at.
  test.slow();
  // The audience's page of a draft.
  expectedErrors.push(answeredWith(404));
  const slug = `fes-${randomUUID().slice(0, 8)}`;
  await signInAt(page, '/sign-in?next=/admin/events', 'operator@example.jp');
  await page.getByRole('link', { name: '新しい公演を作る' }).click();
  await (await hydrated(page.getByLabel('アドレス', { exact: true }))).fill(slug);
  for (const label of ['主催者', '公演名', 'ひとこと', '紹介文', '返金の条件'])
    await both(page, label, '夏の音楽祭');
  await page.getByLabel('お問い合わせのメールアドレス').fill('desk@example.jp');
  await page.getByRole('button', { name: '公演日を追加' }).click();
  await fillDay(page);
  await page.getByRole('button', { name: '券種を追加' }).click();
  await both(page, '券種名', '一般');
  await page.getByLabel('価格（税込）').fill('３，５００');
  await page.getByLabel('席数').fill('100');
  await page.getByLabel('販売の始まり').fill(local(-1, '10:00'));
  await page.getByLabel('販売の終わり').fill(local(30, '20:00'));
  await page.getByRole('group', { name: '見られる公演日' }).getByLabel('初日').check();
  await save(page, '下書きとして保存', '新しい公演');

  await expect(page.getByRole('heading', { name: '公開', exact: true })).toBeVisible();
  await expect(page.getByText('直すところはありません。')).toBeVisible();
  await expect(page.getByText('テスト視聴の日（誰でも見られる公演日）がありません')).toBeVisible();
  const address = new URL(page.url()).pathname;
  await expectAccessible(page, 'draft');

  await page.getByRole('link', { name: 'プレビュー' }).click();
  const shown = page.frameLocator('iframe');
  await expect(shown.getByRole('heading', { level: 1, name: '夏の音楽祭' })).toBeVisible();
  await expect(shown.getByText('￥3,500').first()).toBeVisible();
  await page.getByLabel('言語', { exact: true }).selectOption('en');
  await page.getByLabel('時点').selectOption('live');
  await page.getByRole('button', { name: '表示する' }).click();
  await expect(shown.getByRole('heading', { level: 1, name: '夏の音楽祭 in English' })).toBeVisible();
  await expect(shown.getByRole('link', { name: 'Go to the stream' })).toBeVisible();

  await page.goto(`/events/${slug}`);
  await expect(page.getByRole('heading', { name: '夏の音楽祭' })).toBeHidden();
  await page.goto(address);
  await (await hydrated(page.getByRole('button', { name: '公開する' }))).click();
  const dialog = page.getByRole('dialog', { name: '公開する' });
  await dialog.getByLabel(/理由/).fill('告知の日');
  await dialog.getByRole('button', { name: '公開する' }).click();
  await expect(page.getByText('公開中です')).toBeVisible();
  await page.goto(`/events/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: '夏の音楽祭' })).toBeVisible();
  await expect(page.getByText('￥3,500').first()).toBeVisible();
});

for (const width of [320, 1280]) {
  test(`everything that is missing is told at its field, and nothing typed is lost, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await signInAt(page, '/sign-in?next=/admin/events/new', 'operator@example.jp');
    await (await hydrated(page.getByRole('button', { name: '公演日を追加' }))).click();
    await page.getByRole('button', { name: '券種を追加' }).click();
    await page.getByLabel('公演名（日本語）').fill('名前だけの公演');
    await page.getByLabel('席数').fill('たくさん');
    await page.getByLabel('タイムゾーン').fill('America/New_York');
    await page.getByLabel('開演', { exact: true }).fill('2027-03-14T02:30');
    await expectAccessible(page, 'form');
    await save(page, '下書きとして保存');
    const summary = page.getByRole('alert').filter({ hasText: '保存していません' });
    await expect(summary).toBeVisible();
    await expect(page.locator(':focus')).toContainText('保存していません');
    await expect(page.getByLabel('公演名（日本語）')).toHaveValue('名前だけの公演');
    await expect(page.getByLabel('公演名（英語）')).toHaveAccessibleDescription(/入力してください/);
    await expect(page.getByLabel('席数')).toHaveAccessibleDescription(/数字で入力してください/);
    await expect(page.getByLabel('開演', { exact: true })).toHaveAccessibleDescription(/時計が進むため/);
    await summary.getByRole('link', { name: /DASHのマニフェストURL/ }).click();
    await expect(page.getByLabel('DASHのマニフェストURL')).toBeFocused();
    await expectAccessible(page, 'form with mistakes');
  });
}

test('seats never fall below those taken; rules are told at their fields too', async ({
  page,
  pool,
  address,
}) => {
  const { slug, ticketTypeId } = await writeSmallEvent(pool);
  const eventId = eventIdOf(slug);
  const day = await pool.query<{ id: string }>('select id from event_days where event_id = $1', [eventId]);
  const dayId = day.rows[0]?.id ?? '';
  await giveTicket(pool, address, { eventId, ticketTypeId, dayId, priceMinor: 1800 });
  await signInAt(page, `/sign-in?next=/admin/events/${eventId}/edit`, 'operator@example.jp');
  await expect(page.getByText('注文があるため削除できません')).toBeVisible();
  await expect(page.getByText('権利や視聴の記録があるため削除できません')).toBeVisible();
  await (await hydrated(page.getByLabel('席数'))).fill('0');
  await save(page, '保存する');
  await expect(page.getByLabel('席数')).toHaveAccessibleDescription(/販売済み1席.*少なくはできません/);
  await expect(page.getByLabel('DASHのマニフェストURL')).toHaveAccessibleDescription(/MEDIA_ORIGINS/);
  await expect(page.getByLabel('鍵の番号（KID）')).toHaveAccessibleDescription(/鍵の番号（KID）がありません/);
  const row = await pool.query('select version from events where id = $1', [eventId]);
  expect(row.rows[0]).toEqual({ version: 1 });
});

test('two editors: the slower one is told who was faster, sees what differs, and decides', async ({
  page,
  context,
  pool,
}) => {
  const { slug } = await writeSmallEvent(pool);
  const eventId = eventIdOf(slug);
  const manifest = `${placeOf('E2E_ORIGIN_URL')}/live/x/manifest.mpd`;
  await pool.query('update event_days set manifest_url = $2 where event_id = $1', [eventId, manifest]);
  await pool.query(
    `insert into event_day_keys (kid, event_day_id) select gen_random_uuid(), id from event_days where event_id = $1`,
    [eventId],
  );
  const path = `/admin/events/${eventId}/edit`;
  await signInAt(page, `/sign-in?next=${path}`, 'operator@example.jp');
  const other = await context.newPage();
  await other.goto(path);
  await (await hydrated(other.getByLabel('ひとこと（日本語）'))).fill('遅いほうのひとこと');
  await other.getByLabel('公演名（日本語）').fill('遅いほうの公演名');

  await (await hydrated(page.getByLabel('公演名（日本語）'))).fill('速いほうの公演名');
  await save(page, '保存する', '改題のため');
  await expect(page.getByText('保存しました（第2版）')).toBeVisible();

  await save(other, '保存する', 'ひとことの変更');
  const told = other.getByRole('alert').filter({ hasText: '先にほかの人が保存しています' });
  await expect(told).toContainText('operator@example.jp');
  await expect(told).toContainText('改題のため');
  await expect(told.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(other, 'edited meanwhile');
  await told.getByRole('button', { name: '保存済みの内容にする: 公演名（日本語）' }).click();
  await expect(other.getByLabel('公演名（日本語）')).toHaveValue('速いほうの公演名');
  await told.getByRole('button', { name: 'この画面の内容で保存する' }).click();
  await expect(other.getByText('保存しました（第3版）')).toBeVisible();
  await page.goto(`/events/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: '速いほうの公演名' })).toBeVisible();
  await expect(page.getByText('遅いほうのひとこと')).toBeVisible();
  const acts = await pool.query('select 1 from staff_acts where event_id = $1', [eventId]);
  expect(acts.rowCount, 'one audit row for each save').toBe(2);
});

test('a day is added with the keyboard alone; the browser asks before typed text is left', async ({
  page,
}) => {
  await signInAt(page, '/sign-in?next=/admin/events/new', 'operator@example.jp');
  await expect(page.getByText('変更はありません')).toBeVisible();
  await (await hydrated(page.getByRole('button', { name: '公演日を追加' }))).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('公演日の名前（日本語）')).toBeFocused();
  await page.keyboard.type('初日');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('公演日の名前（英語）')).toBeFocused();
  await page.keyboard.type('Day 1');
  await expect(page.getByText('保存していない変更があります')).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const leaving = page.goto('/admin/events').catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  await expect(page.getByLabel('公演日の名前（日本語）')).toHaveValue('初日');
  await page.getByRole('button', { name: '公演日「初日」を削除' }).press('Enter');
  await expect(page.getByRole('heading', { name: '公演日', exact: true })).toBeFocused();
});

test('the preview asks nobody, leads nowhere and writes nothing', async ({ page, pool }) => {
  const { slug } = await writeSmallEvent(pool);
  const eventId = eventIdOf(slug);
  await pool.query(`update events set state = 'draft' where id = $1`, [eventId]);
  await signInAt(page, `/sign-in?next=/admin/events/${eventId}/preview`, 'operator@example.jp');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const width of ['phone', 'desktop']) {
    for (const moment of ['before_sale', 'on_sale', 'doors', 'live', 'ended']) {
      await page.goto(`/admin/events/${eventId}/preview?width=${width}&at=${moment}`);
      const shown = page.frameLocator('iframe');
      await expect(shown.getByRole('heading', { level: 1, name: '小さな公演' })).toBeVisible();
    }
  }
  await page.goto(`/admin/events/${eventId}/preview/page?at=on_sale`);
  await page.getByRole('link', { name: '一般を購入する' }).click();
  await expect(page).toHaveURL(/preview\/page/);
  await expectAccessible(page, 'previewed page');
  expect(asked.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/auth'))).toEqual([]);
  expect(asked.filter((path) => path.startsWith('/checkout'))).toEqual([]);
});
