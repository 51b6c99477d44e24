import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { lookAgain } from './look-again';
import { moveDay } from './protected-day';
import { onePoll, openDesk, openDialog, writeClearDay } from './show-desk';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

test('a banner in three presses reaches watch, ticket and help pages in both languages, and goes by hand', async ({
  page,
  context,
  browser,
  pool,
  address,
}) => {
  test.setTimeout(150_000);
  const { slug, eventDayId } = await writeClearDay(pool, address);
  await moveDay(pool, eventDayId, { doors: 20, ends: 180 });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expect(page.getByRole('timer')).toBeVisible({ timeout: 20_000 });
  const [tickets, help, english] = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
  ];
  await tickets.goto('/tickets');
  await help.goto('/help');
  await english.goto('/en/help');
  const audience = [page, tickets, help, english];
  for (const one of audience) await one.evaluate(() => Reflect.set(window, 'neverReloaded', true));
  const desk = await openDesk(browser, eventDayId);
  await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();

  let presses = 0;
  await desk.exposeFunction('countPress', () => (presses += 1));
  await desk.evaluate(() =>
    document.addEventListener('pointerdown', () => void Reflect.get(window, 'countPress')(), true),
  );
  await (await hydrated(desk.getByRole('button', { name: 'お知らせを出す' }))).click();
  await desk.getByRole('radio', { name: '天候による見合わせ' }).check();
  await desk.getByRole('button', { name: 'この内容で出す' }).click();
  await expect(desk.getByRole('list', { name: '出ているお知らせ' })).toContainText('天候のため');
  expect(presses).toBe(3);

  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('天候のため、公演を見合わせています。')).toBeVisible(onePoll);
  }
  await expect(english.getByText('The show is on hold because of the weather.')).toBeVisible(onePoll);

  await openDialog(desk, '書き直す');
  await desk.getByLabel('日本語の文').fill('雨が上がり、まもなく始まります。');
  await desk.getByLabel('英語の文').fill('The rain is over and the show starts soon.');
  await desk.getByLabel('理由', { exact: true }).fill('雨が上がった');
  await desk.getByRole('button', { name: 'この内容に替える' }).click();
  await expect(desk.getByRole('dialog')).toBeHidden();
  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('雨が上がり、まもなく始まります。')).toBeVisible(onePoll);
    await expect(one.getByText('天候のため、公演を見合わせています。')).toBeHidden();
  }

  await openDialog(desk, '消す');
  await desk.getByRole('dialog').getByRole('button', { name: 'お知らせを消す' }).click();
  await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();
  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('雨が上がり、まもなく始まります。')).toBeHidden(onePoll);
  }
  await expect(english.getByText('The rain is over and the show starts soon.')).toBeHidden(onePoll);
  for (const one of audience) {
    expect(await one.evaluate(() => Reflect.get(window, 'neverReloaded'))).toBe(true);
  }
  await desk.close();
});

for (const width of [320, 1280]) {
  test(`the desk is accessible at ${width} px, with its dialogs and a banner`, async ({
    browser,
    pool,
    address,
  }) => {
    const { eventDayId } = await writeClearDay(pool, address);
    const desk = await openDesk(browser, eventDayId);
    await desk.setViewportSize({ width, height: 800 });
    await expectAccessible(desk, 'desk');
    await openDialog(desk, '配信を終える');
    await expectAccessible(desk, 'the end of the show');
    await desk.keyboard.press('Escape');
    await openDialog(desk, 'お知らせを出す');
    await desk.getByRole('radio', { name: '開演の遅れ' }).check();
    await expect(desk.getByLabel('日本語の文')).toHaveValue(
      '開演が15分ほど遅れています。このままお待ちください。',
    );
    await desk.getByLabel('遅れ（分）').fill('40');
    await expect(desk.getByLabel('英語の文')).toHaveValue(/about 40 minutes late/);
    // What is said to all would be on the pages of every other test.
    await desk.getByLabel('だれに').selectOption('watching');
    await expectAccessible(desk, 'a banner being written');
    await desk.getByRole('button', { name: 'この内容で出す' }).click();
    await expect(desk.getByRole('list', { name: '出ているお知らせ' })).toContainText('40分ほど');
    await expectAccessible(desk, 'a banner that is shown');
    await openDialog(desk, '消す');
    await desk.getByRole('dialog').getByRole('button', { name: 'お知らせを消す' }).click();
    await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();
    await desk.close();
  });
}
