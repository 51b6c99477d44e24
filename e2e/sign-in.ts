import { decode, encode } from 'next-auth/jwt';
import { expect, type Page } from 'playwright/test';

/** Signs in at the sandbox's provider with any address, from whatever page offers it, and comes back. */
export async function signInAt(page: Page, path: string, address: string): Promise<void> {
  await page.goto(path);
  await pressSignIn(page, address);
}

/** On the sign-in page already: through the provider and back to the page that asked. */
export async function pressSignIn(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: /^サインイン（/ }).click();
  // Our own page has a field for an address too.
  await page.waitForURL(/\/interaction\//);
  await page.getByLabel('メールアドレス').fill(address);
  await page.getByLabel('パスワード').fill('anything');
  await page.getByRole('button', { name: '続ける' }).click();
  await expect(page).not.toHaveURL(/sign-in|\/interaction\//);
}

/** Makes the browser's sign-in that many seconds old: its cookie is a token of ours. */
export async function signedInBefore(page: Page, seconds: number): Promise<void> {
  const secret = process.env.NEXTAUTH_SECRET ?? '';
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'next-auth.session-token');
  if (cookie === undefined) throw new Error('not signed in');
  const token = await decode({ token: cookie.value, secret });
  const signedInAt = Math.floor(Date.now() / 1000) - seconds;
  await page
    .context()
    .addCookies([{ ...cookie, value: await encode({ token: { ...token, signedInAt }, secret }) }]);
}
