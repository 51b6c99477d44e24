import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';

const DAY_MINUTES = 24 * 60;

export interface Sale {
  readonly viewer: Viewer;
  readonly orderId: string;
}

/** Two tickets, a day each, a week from now, held. */
export async function hold(db: Database, now: Date): Promise<Sale> {
  const event = await writeEvent(db, now, [
    { startMinute: 7 * DAY_MINUTES },
    { startMinute: 8 * DAY_MINUTES },
  ]);
  const sale = { event, now, saleEndMinute: 6 * DAY_MINUTES };
  const ticketTypeIds = [
    await writeTicketType(db, { ...sale, days: [0] }),
    await writeTicketType(db, { ...sale, days: [1], priceMinor: 3000 }),
  ];
  const viewer = await writeViewer(db);
  return { viewer, orderId: await mustHold(db, viewer, { event, ticketTypeIds, now }) };
}

/** The same, paid by card. */
export async function buy(db: Database, now: Date): Promise<Sale> {
  const sale = await hold(db, now);
  const intent = await beginPayment(db, sale.viewer, { orderId: sale.orderId, now });
  await confirmWith(intent);
  await syncPayment(db, intent, { now });
  return sale;
}
