import { createRequire } from 'node:module';
import { expect, type Page } from 'playwright/test';
import { z } from 'zod';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** WCAG 2.2 A and AA by axe-core, in this page's own document. Without the viewer's mark: it is faint on purpose and says nothing to the viewer. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  const found = await page.evaluate(
    `axe.run({ exclude: ['span[aria-hidden][noautohide]'] }, { iframes: false, runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa'] }).then((r) => r.violations)`,
  );
  return findings.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** No finding of axe-core, and no sideways scroll. Needs `bypassCSP`. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // The page for unknown addresses is drawn by the browser: before that Next sends a frame without a language.
  await page.locator('html[lang]').waitFor();
  // React takes the title away and puts it back while it draws a page again; one that never comes fails here.
  await page.waitForFunction(() => document.title !== '');
  expect(await violations(page), name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name}: no sideways scroll`).toBeLessThanOrEqual(0);
}
