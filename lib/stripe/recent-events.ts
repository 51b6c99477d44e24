import { askStripe, checked, stripeFault } from '@/lib/stripe/client';
import { noticeOf, type StripeNotice, watchedTypes } from '@/lib/stripe/webhook';

/**
 * The events of the watched types since `from`, oldest first, delivered to our webhook or not
 * (docs.stripe.com/webhooks/process-undelivered-events). Stripe keeps them for 30 days. Throws Fault.
 */
export async function listEventsSince(from: Date): Promise<readonly StripeNotice[]> {
  const notices: StripeNotice[] = [];
  const created = { gte: Math.floor(from.getTime() / 1000) };
  let startingAfter: string | undefined;
  for (;;) {
    const page = await readPage(created, startingAfter);
    notices.push(...page.data.map((event) => noticeOf(checked(event, 'event'))));
    startingAfter = page.data.at(-1)?.id;
    if (!page.has_more || startingAfter === undefined) return notices.reverse();
  }
}

async function readPage(created: { gte: number }, startingAfter: string | undefined) {
  try {
    return await askStripe((stripe) =>
      stripe.events.list({
        created,
        types: [...watchedTypes],
        limit: 100,
        ...(startingAfter === undefined ? {} : { starting_after: startingAfter }),
      }),
    );
  } catch (error) {
    throw stripeFault(error);
  }
}
