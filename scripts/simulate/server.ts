import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { POST as jobs } from '@/app/api/jobs/route';
import { POST as stripeWebhook } from '@/app/api/stripe/webhook/route';
import { proveStaff } from '@/lib/auth/staff';
import { proveViewer, type Viewer } from '@/lib/auth/viewer';
import { injectClock } from '@/lib/clock';
import { answering } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';
import { applyPromoCode, removePromoCode } from '@/lib/sales/apply-promo-code';
import { cancelHold } from '@/lib/sales/cancel-hold';
import { holdSeats } from '@/lib/sales/hold-seats';
import { leaveVoucher } from '@/lib/sales/leave-voucher';
import { payOrder } from '@/lib/sales/pay-order';
import { refundEvent } from '@/lib/sales/refund-event';
import { refundOrder } from '@/lib/sales/refund-order';
import { syncOrder } from '@/lib/sales/sync-order';

type Handler = (request: Request) => Promise<Response>;

let offsetMs = Number(process.env.CLOCK_OFFSET_SECONDS ?? 0) * 1000;
injectClock(() => new Date(Date.now() + offsetMs));

const signedIn = z.object({ id: z.string(), email: z.string() });
const aboutOrder = z.object({ orderId: z.string() });
const promoRequest = aboutOrder.extend({ code: z.string() });
const refundRequest = aboutOrder.extend({ lineIds: z.union([z.literal('all'), z.array(z.string())]) });
const staff = proveStaff('staff@example.jp');
const holdRequest = z.object({
  eventSlug: z.string(),
  ticketTypeIds: z.array(z.string()),
  contactEmail: z.string(),
  locale: z.string(),
  clientKey: z.string(),
});

/** What a page of the shop does for a signed-in viewer, without the page. */
const routes: Readonly<Record<string, Handler>> = {
  '/api/stripe/webhook': stripeWebhook,
  '/api/jobs': jobs,
  '/_clock': async (request) => {
    offsetMs = z.object({ offsetSeconds: z.number() }).parse(await request.json()).offsetSeconds * 1000;
    return Response.json({ offsetMs });
  },
  '/acts/hold': act(holdRequest, (viewer, request) => {
    const { db, now } = runtime();
    return holdSeats(db, viewer, { request, now });
  }),
  '/acts/pay': act(aboutOrder, (viewer, { orderId }) => {
    const { db, now } = runtime();
    return payOrder(db, viewer, { orderId, now });
  }),
  '/acts/cancel': act(aboutOrder, async (viewer, { orderId }) => {
    const { db, now } = runtime();
    return { outcome: await cancelHold(db, viewer, { orderId, now }) };
  }),
  '/acts/sync': act(aboutOrder, async (viewer, { orderId }) => {
    const { db, now } = runtime();
    return { state: await syncOrder(db, viewer, { orderId, now }) };
  }),
  '/acts/apply_promo': act(promoRequest, (viewer, { orderId, code }) => {
    const { db, now } = runtime();
    return applyPromoCode(db, viewer, { orderId, code, now });
  }),
  '/acts/remove_promo': act(aboutOrder, (viewer, { orderId }) => {
    const { db, now } = runtime();
    return removePromoCode(db, viewer, { orderId, now });
  }),
  '/acts/leave_voucher': act(aboutOrder, async (viewer, { orderId }) => {
    const { db, now } = runtime();
    return { outcome: await leaveVoucher(db, viewer, { orderId, now }) };
  }),
  '/desk/refund': desk(refundRequest, (wish) => {
    const { db, now } = runtime();
    return refundOrder(db, staff, { ...wish, reason: 'asked for', now });
  }),
  '/desk/refund_event': desk(z.object({ eventSlug: z.string() }), async ({ eventSlug }) => {
    const { db, now } = runtime();
    return { massRefundId: await refundEvent(db, staff, { eventSlug, reason: 'canceled', now }) };
  }),
};

/** What staff do, without their pages. */
function desk<T>(schema: z.ZodType<T>, work: (ask: T) => Promise<object>): Handler {
  return (request) =>
    answering('simulate', async () => Response.json(await work(schema.parse(await request.json()))));
}

function act<T>(schema: z.ZodType<T>, work: (viewer: Viewer, ask: T) => Promise<object>): Handler {
  const body = z.object({ viewer: signedIn, ask: schema });
  return (request) =>
    answering('simulate', async () => {
      const { viewer, ask } = body.parse(await request.json());
      return Response.json(await work(proveViewer(viewer), ask));
    });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const handler = routes[incoming.url ?? ''];
  if (handler === undefined) return void outgoing.writeHead(404).end();
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] satisfies [string, string]] : [],
  );
  const request = new Request(`http://127.0.0.1${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    body: Buffer.concat(chunks),
  });
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

const server = createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error: unknown) => {
    console.error(error);
    outgoing.destroy();
  });
});
// As long as the relay in front keeps its connections (decision 67).
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  process.stdout.write(`${JSON.stringify({ ready: { server: `http://127.0.0.1:${address.port}` } })}\n`);
});
process.stdin.once('end', () => process.exit()).resume();
