import Stripe from 'stripe';
import { ask, type Asked } from './ask';
import { type CheckLine, go, noGo } from './check-line';
import { leadsTo } from './check-portal';

interface WebhookPlace {
  readonly appUrl: string;
  /** All that are accepted, the newest first. */
  readonly secrets: readonly string[];
  readonly isLive: boolean;
}

/** Always the same: the inbox holds it once, as handled, however often this runs. */
const PROBE_ID = 'evt_stagedoor_preflight';

/**
 * The webhook takes what is signed with the configured secret, without a redirect (Stripe follows none), and nothing
 * else. The probe is an event of no payment: the inbox notes it once and nothing follows.
 */
export async function checkWebhook(place: WebhookPlace): Promise<readonly CheckLine[]> {
  const lines: CheckLine[] = [];
  for (const [index, secret] of place.secrets.entries())
    lines.push(signedLine(await probe(place, secret), index));
  return [...lines, forgedLine(await probe(place, 'whsec_of_nobody'))];
}

function signedLine({ status, headers }: Asked, index: number): CheckLine {
  const what = `the webhook takes a signed event${index === 0 ? '' : ', also with the older secret'}`;
  if (status === 200) return go(what, '200, no redirect');
  if (status >= 300 && status < 400)
    return noGo(
      what,
      `${status}${leadsTo(headers)}`,
      'Stripe follows no redirect. Register the final address at Stripe, and take the redirect away.',
    );
  if (status === 400)
    return noGo(
      what,
      '400: the running portal does not accept this signature',
      'Give the portal the signing secret of this endpoint (whsec_…) in this mode, and compare the clocks.',
    );
  return noGo(
    what,
    `${status}`,
    'See the portal’s log (stripe.webhook); a front may be in the way (WAF, sign-in).',
  );
}

function forgedLine({ status }: Asked): CheckLine {
  const what = 'the webhook refuses a wrong signature';
  if (status === 400) return go(what, '400');
  return noGo(what, `${status} instead of 400`, 'Something else than the portal answers at this address.');
}

function probe({ appUrl, isLive }: WebhookPlace, secret: string): Promise<Asked> {
  const payload = JSON.stringify({
    id: PROBE_ID,
    object: 'event',
    type: 'stagedoor.preflight',
    livemode: isLive,
    created: Math.floor(Date.now() / 1000),
    data: { object: { id: 'preflight', object: 'preflight' } },
  });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return ask(`${appUrl}/api/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body: payload,
  });
}
