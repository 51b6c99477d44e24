import { amountText } from './amount-text';
import { escapeHtml } from '../page-shell';
import { htmlPage, type Page } from './html-page';
import { answerPayPayVisit } from './paypay';
import { redirectBack } from './return-redirect';
import type { PayPayVisit } from './store';
import { createScope, type Twin } from './twin';

const mark = '<p class="mark">サンドボックス / sandbox</p>';

/** PayPay's own page: the buyer accepts or refuses here, and nowhere else. */
export function showPayPayPage(twin: Twin, id: string): Page {
  const visit = findVisit(twin, id);
  const paymentIntent = visit && twin.store.paymentIntents.get(visit.paymentIntentId);
  if (paymentIntent === undefined) return visitOver();
  return htmlPage({
    title: 'PayPay (sandbox)',
    bodyClass: 'challenge',
    body: `${mark}
<h1>PayPayで支払う / Pay with PayPay</h1>
<p>${escapeHtml(amountText(paymentIntent))}</p>
<form method="post" action="/paypay/${id}">
<button name="outcome" value="accept">支払う / Accept</button>
<button name="outcome" value="refuse">やめる / Refuse</button>
</form>`,
  });
}

/** Takes the answer, once, then leads back to the return URL. An answer that is neither changes nothing. */
export function answerPayPayPage(twin: Twin, id: string, form: URLSearchParams): Page {
  const visit = findVisit(twin, id);
  const paymentIntent = visit && twin.store.paymentIntents.get(visit.paymentIntentId);
  const outcome = form.get('outcome');
  if (visit === undefined || paymentIntent === undefined) return visitOver();
  if (outcome !== 'accept' && outcome !== 'refuse') return showPayPayPage(twin, id);
  answerPayPayVisit(createScope(twin), visit, outcome === 'accept');
  return redirectBack(visit.returnUrl, paymentIntent);
}

function findVisit(twin: Twin, id: string): PayPayVisit | undefined {
  return [...twin.store.openVisits.values()].find((visit) => visit.id === id);
}

function visitOver(): Page {
  return htmlPage({
    title: 'PayPay (sandbox)',
    bodyClass: 'challenge',
    body: `${mark}
<p>この支払い手続きは終わりました / This payment is over</p>`,
  });
}
