import { expect, type Locator } from 'playwright/test';

/**
 * The element, once React has taken it over from the server's HTML (it marks what is its own). Before that a press on a button that
 * needs the page's scripts is lost, and what is typed into a field that React holds is undone. Forms that work without are pressed at once.
 */
export async function hydrated(element: Locator): Promise<Locator> {
  const isTaken = () =>
    element
      .evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps$')))
      // A page that is just being left.
      .catch(() => false);
  await expect.poll(isTaken, { timeout: 60_000 }).toBe(true);
  return element;
}
