import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright/test';
import type { EmeTrace, FacadeOptions } from './eme/trace';

let bundle: Promise<string> | undefined;

/**
 * Gives every page opened from now on the key systems named, over the browser's ClearKey: their messages have the
 * vendors' form and the DRM twin's licenses open them. What a real device alone can show stays unshown.
 */
export async function installEmeFacade(where: Page | BrowserContext, options: FacadeOptions): Promise<void> {
  bundle ??= bundleFacade();
  await where.addInitScript({ content: `${await bundle}\nemeFacade.install(${JSON.stringify(options)});` });
}

/** What has gone through the facade of a page so far. */
export async function emeTrace(page: Page): Promise<EmeTrace> {
  const trace = await page.evaluate(() => window.__eme);
  if (trace === undefined) throw new Error('The page has no facade.');
  return trace;
}

async function bundleFacade(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./eme/install.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'emeFacade',
    target: 'es2022',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
