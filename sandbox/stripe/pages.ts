import { readBrowserBundle } from './browser-bundle';
import { answerChallengePage, showChallengePage } from './challenge-page';
import { frameStyles, paymentFramePage } from './frame-page';
import type { Page } from './html-page';
import { payAtKonbiniCounter, showKonbiniCounter } from './konbini-counter';
import { answerPayPayPage, showPayPayPage } from './paypay-page';
import { settleDue, type Twin } from './twin';
import { showVoucherPage } from './voucher-page';

export interface PageRequest {
  method: string;
  url: URL;
  /** Form-encoded for a POST. */
  body: string;
}

/** The browser side of Stripe: script, input frame, and 3-D Secure, PayPay, voucher and konbini counter pages, each marked as sandbox. */
export async function servePage(twin: Twin, { method, url, body }: PageRequest): Promise<Page> {
  settleDue(twin);
  const challengeId = /^\/3ds\/(src_[A-Za-z0-9]+)$/.exec(url.pathname)?.[1];
  if (challengeId !== undefined) {
    if (method === 'POST') return answerChallengePage(twin, challengeId, new URLSearchParams(body));
    return showChallengePage(twin, challengeId, url.searchParams.get('parent') ?? '');
  }
  const visitId = /^\/paypay\/(ppv_[A-Za-z0-9]+)$/.exec(url.pathname)?.[1];
  if (visitId !== undefined) {
    if (method === 'POST') return answerPayPayPage(twin, visitId, new URLSearchParams(body));
    return showPayPayPage(twin, visitId);
  }
  const voucherId = /^\/vouchers\/(voucher_[A-Za-z0-9]+)$/.exec(url.pathname)?.[1];
  const voucher = voucherId === undefined || method !== 'GET' ? undefined : showVoucherPage(twin, voucherId);
  if (voucher !== undefined) return voucher;
  switch (`${method} ${url.pathname}`) {
    case 'GET /konbini':
      return showKonbiniCounter(twin, url.searchParams.get('fill') ?? '');
    case 'POST /konbini':
      return payAtKonbiniCounter(twin, new URLSearchParams(body));
    case 'GET /endive/stripe.js':
      return script(await readBrowserBundle('stripe-js'));
    case 'GET /elements/payment-frame.js':
      return script(await readBrowserBundle('payment-frame'));
    case 'GET /elements/challenge-done.js':
      return script(await readBrowserBundle('challenge-done'));
    case 'GET /elements/frame.css':
      return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: frameStyles };
    case 'GET /elements/payment':
      return paymentFramePage();
    default:
      return noSuchPage();
  }
}

function noSuchPage(): Page {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return { status: 404, headers, body: 'sandbox: there is no such page\n' };
}

function script(body: string): Page {
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'cross-origin',
  };
  return { status: 200, headers, body: `/* sandbox */\n${body}` };
}
