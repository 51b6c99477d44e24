import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

type Fields = Record<string, unknown>;

async function exported(page: Page): Promise<Fields> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'ファイルを書き出す' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.v\d+\.event\.json$/);
  return JSON.parse(await readFile(await download.path(), 'utf8'));
}

async function readIn(page: Page, file: unknown, reason = '日程の変更'): Promise<void> {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const picked = { name: 'event.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(picked);
  await page.getByLabel('変更の理由').fill(reason);
  await page.getByRole('button', { name: 'この内容で保存する' }).click();
}

test('an event is exported, edited and read in again; two editors; what is wrong is listed', async ({
  page,
  context,
  pool,
  address,
}) => {
  const { slug } = await writeProtectedDay(pool, {
    keySystems: ['clearkey'],
    stream: 'manifest.mpd',
    address,
  });
  const row = await pool.query<{ id: string }>('select id from events where slug = $1', [slug]);
  const path = `/admin/events/${row.rows[0]?.id ?? ''}`;
  await signInAt(page, `/sign-in?next=${path}`, 'staff@example.jp');
  const other = await context.newPage();
  await other.goto(path);
  const file = await exported(page);
  const renamed = { ...file, title: { ja: '改題した公演', en: 'Renamed' } };
  await readIn(page, renamed);
  await expect(page.getByText('保存しました')).toBeVisible();
  await expect(page.getByRole('heading', { name: '改題した公演' })).toBeVisible();
  await page.goto(`/events/${slug}`);
  await expect(page.getByRole('heading', { name: '改題した公演' })).toBeVisible();

  await readIn(other, { ...file, title: { ja: '遅れた変更', en: 'Late' } });
  await expect(other.getByText('先にほかの人が保存しています')).toBeVisible();
  await expectAccessible(other, 'edited meanwhile');
  await readIn(other, { ...file, id: 'evt_somethingelse' });
  await expect(other.getByText('別の公演のファイルです')).toBeVisible();
  await readIn(other, '{"format":"stagedoor-event"');
  await expect(other.getByText('公演ファイルとして読めません')).toBeVisible();
  await other.reload();
  await readIn(other, { ...renamed, ticketTypes: [], days: [] });
  await expect(other.getByText('注文のある券種は削除できません')).toBeVisible();
  await expect(other.getByText('権利や視聴のある公演日は削除できません')).toBeVisible();
  await expectAccessible(other, 'problems');
  expect(await exported(other)).toEqual(renamed);
  const acts = await pool.query(`select 1 from staff_acts where subject = $1`, [file.id]);
  expect(acts.rowCount, 'one audit row for one change').toBe(1);
});
