import { readBytes } from '@/lib/http/read-bytes';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';
import { receiveStripeEvent } from '@/lib/sales/receive-stripe-event';

export const dynamic = 'force-dynamic';

const where = 'stripe.webhook';
const MAX_EVENT_BYTES = 1024 * 1024;

/** Stripe's deliveries: 400 for a bad signature, 200 once handled, 5xx so that it comes again. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    const rawBody = Buffer.from(await readBytes(request, MAX_EVENT_BYTES)).toString('utf8');
    const { db, now } = runtime();
    await receiveStripeEvent(db, { rawBody, signature: request.headers.get('stripe-signature'), now });
    return Response.json({ received: true }, { headers: { 'cache-control': 'no-store' } });
  });
}

export const GET = methodNotAllowed(where, 'POST');
