import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { hydrated } from './hydrated';
import { festival } from './rows';

test(
  'the free test plays the encrypted channel without sign-in and says OK in words',
  { tag: ['@phone', '@main'] },
  async ({ page }) => {
    const licenses: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/license/')) licenses.push(new URL(request.url()).pathname);
    });
    await page.goto(`/test-playback?event=${festival.slug}`);
    await (await hydrated(page.getByRole('button', { name: '再生テストを始める' }))).click();
    await expect(page.getByText('OK：この端末で視聴できます')).toBeVisible({ timeout: 30_000 });
    const video = page.locator('video');
    await expectFrames(video, 25);
    await expectMovingPicture(video);
    expect(new Set(licenses)).toEqual(new Set(['/api/license/clearkey']));
  },
);

test('without EME the test names the check that failed and one fix', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'requestMediaKeySystemAccess', { value: undefined });
    Reflect.deleteProperty(Navigator.prototype, 'requestMediaKeySystemAccess');
  });
  await page.goto(`/test-playback?event=${festival.slug}`);
  await (await hydrated(page.getByRole('button', { name: '再生テストを始める' }))).click();
  await expect(page.getByText(/^NG：/).first()).toBeVisible();
  await expect(page.getByText('このブラウザでは再生できません')).toBeVisible();
});
