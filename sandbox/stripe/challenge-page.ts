import { amountText } from './amount-text';
import { answerChallenge } from './confirm';
import { escapeHtml } from '../page-shell';
import { htmlPage, type Page } from './html-page';
import { redirectBack } from './return-redirect';
import type { Challenge } from './store';
import { createScope, type Twin } from './twin';

/** The issuer's page: the cardholder passes or fails here, and nowhere else. */
export function showChallengePage(twin: Twin, id: string, parent: string): Page {
  const challenge = findChallenge(twin, id);
  const paymentIntent = challenge && twin.store.paymentIntents.get(challenge.paymentIntentId);
  if (paymentIntent === undefined) return challengeOver(parent);
  return htmlPage({
    title: '3D Secure (sandbox)',
    bodyClass: 'challenge',
    body: `<p class="mark">サンドボックス / sandbox</p>
<h1>3Dセキュア認証 / 3D Secure authentication</h1>
<p>${escapeHtml(amountText(paymentIntent))}</p>
<form method="post" action="/3ds/${id}">
<input type="hidden" name="parent" value="${escapeHtml(parent)}">
<button name="outcome" value="complete">認証する / Complete</button>
<button name="outcome" value="fail">失敗させる / Fail</button>
</form>`,
  });
}

/** Takes the answer, then leads back: a redirect to the return URL, or a word to the page that shows the dialog. */
export function answerChallengePage(twin: Twin, id: string, form: URLSearchParams): Page {
  const challenge = findChallenge(twin, id);
  if (challenge !== undefined) {
    const scope = createScope(twin);
    answerChallenge(scope, challenge, form.get('outcome') === 'complete');
    const paymentIntent = twin.store.paymentIntents.get(challenge.paymentIntentId);
    if (challenge.returnUrl !== undefined && paymentIntent !== undefined) {
      return redirectBack(challenge.returnUrl, paymentIntent);
    }
  }
  return challengeOver(form.get('parent') ?? '');
}

function findChallenge(twin: Twin, id: string): Challenge | undefined {
  return [...twin.store.openChallenges.values()].find((challenge) => challenge.id === id);
}

function challengeOver(parent: string): Page {
  return htmlPage({
    title: '3D Secure (sandbox)',
    bodyClass: 'challenge',
    parent,
    body: `<p class="mark">サンドボックス / sandbox</p>
<p>この認証は終わりました / This authentication is over</p>
<script src="/elements/challenge-done.js"></script>`,
  });
}
