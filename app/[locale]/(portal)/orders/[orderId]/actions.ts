'use server';

import { type FormState, formAction } from '@/lib/auth/form-action';
import { type OrderStanding, orderStanding } from '@/lib/domain/order-standing';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { findOrder } from '@/lib/sales/find-order';
import { leaveVoucher as leaveVoucherOfViewer } from '@/lib/sales/leave-voucher';
import { syncOrder as syncOrderOfViewer } from '@/lib/sales/sync-order';

/** Asks Stripe about the viewer's own order, through the same door as the webhook, and tells how it stands. */
export async function syncOrder(orderId: string): Promise<FormState<OrderStanding>> {
  return formAction<string, OrderStanding, never>(orderId, {
    where: 'order.sync',
    schema: idSchema,
    limit: 'sync_order',
    act: async (viewer, wanted) => {
      const { db, now } = runtime();
      await syncOrderOfViewer(db, viewer, { orderId: wanted, now });
      const order = await findOrder(db, viewer, wanted);
      if (order === undefined) throw new Fault('not_found', 'not this viewer’s order');
      return { ok: true, value: orderStanding(order, now) };
    },
  });
}

/** Gives up the open konbini voucher of the viewer's own order, to pay in another way. */
export async function leaveVoucher(orderId: string): Promise<FormState<'held' | 'paid'>> {
  return formAction<string, 'held' | 'paid', never>(orderId, {
    where: 'order.leave_voucher',
    schema: idSchema,
    limit: 'pay',
    act: async (viewer, wanted) => {
      const { db, now } = runtime();
      return { ok: true, value: await leaveVoucherOfViewer(db, viewer, { orderId: wanted, now }) };
    },
  });
}
