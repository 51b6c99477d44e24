import { createRequire } from 'node:module';
import type Hls from 'hls.js';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { placeOf } from './fixtures';

declare global {
  interface Window {
    Hls?: typeof Hls;
    /** `details` and HTTP status of each fatal error. */
    hlsErrors?: { readonly details: string; readonly status: number | undefined }[];
  }
}

const openedSession = z.object({
  token: z.string(),
  manifestUrl: z.string(),
  certificates: z.array(z.string()),
});
export type HlsSession = z.infer<typeof openedSession>;

const script = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');

/**
 * A page of the portal's origin with nothing on it but a video and hls.js. The answer of a route serves as the page: one
 * that Playwright made up would count as from outside, and Chromium keeps those away from loopback addresses.
 */
export async function openHlsPage(page: Page): Promise<void> {
  await page.goto(`${placeOf('E2E_BASE_URL')}/api/health`);
  await page.evaluate(() => {
    const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
    video.style.width = '640px';
    document.body.replaceChildren(video);
  });
  await page.addScriptTag({ path: script });
}

/** Opens a playback session as the product's own player does. */
export async function openHlsSession(page: Page, eventDayId: string): Promise<HlsSession> {
  const answer: unknown = await page.evaluate(async (day) => {
    const response = await fetch('/api/playback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ eventDayId: day }),
    });
    return response.json();
  }, eventDayId);
  return openedSession.parse(answer);
}

interface HlsChoice {
  readonly session: HlsSession;
  readonly keySystem: string;
  readonly emeKeySystem: string;
}

/** Begins to play, with licenses from the portal's routes in the portal's protocol (docs of the license routes). */
export async function playWithHls(page: Page, choice: HlsChoice): Promise<void> {
  await page.evaluate(({ session, keySystem, emeKeySystem }: HlsChoice) => {
    const video = document.querySelector('video');
    if (video === null || window.Hls === undefined) throw new Error('The page is not ready.');
    const errors: { details: string; status: number | undefined }[] = (window.hlsErrors = []);
    const receipts: string[] = [];
    const certificate = session.certificates.includes(keySystem)
      ? { serverCertificateUrl: `/api/certificate/${keySystem}` }
      : {};
    const hls = new window.Hls({
      emeEnabled: true,
      drmSystems: { [emeKeySystem]: { licenseUrl: `/api/license/${keySystem}`, ...certificate } },
      xhrSetup: (xhr) => {
        xhr.withCredentials = true;
      },
      licenseXhrSetup: (xhr, url, context) => {
        xhr.open('POST', url, true);
        xhr.setRequestHeader('authorization', `Bearer ${session.token}`);
        if (receipts.length > 0) xhr.setRequestHeader('stagedoor-license-receipts', receipts.join(','));
        const keyId = /^skd:\/\/([0-9a-f]{32})/.exec(context.decryptdata.uri)?.[1];
        if (keyId !== undefined) xhr.setRequestHeader('stagedoor-key-id', keyId);
      },
      licenseResponseCallback: (xhr) => {
        const receipt = xhr.getResponseHeader('stagedoor-license-receipt');
        if (receipt !== null) receipts.push(receipt);
        return xhr.response;
      },
    });
    hls.on(window.Hls.Events.ERROR, (_event, { fatal, details, response }) => {
      if (fatal) errors.push({ details, status: response?.code });
    });
    hls.loadSource(session.manifestUrl);
    hls.attachMedia(video);
    void video.play();
  }, choice);
}
