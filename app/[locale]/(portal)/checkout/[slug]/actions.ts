'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { type ActResult, type FormState, formAction } from '@/lib/auth/form-action';
import type { Viewer } from '@/lib/auth/viewer';
import type { PayStep } from '@/lib/domain/pay-step';
import type { SaleRefusal } from '@/lib/domain/refusal';
import { idSchema } from '@/lib/http/id-schema';
import { normalizeMail } from '@/lib/domain/search-query';
import { runtime } from '@/lib/runtime';
import { applyPromoCode, type PromoResult, removePromoCode } from '@/lib/sales/apply-promo-code';
import { cancelHold as cancelHoldOfViewer } from '@/lib/sales/cancel-hold';
import { findHeldOrderForEvent, findOrder } from '@/lib/sales/find-order';
import { holdSeats as holdSeatsForViewer } from '@/lib/sales/hold-seats';
import { payOrder as payOrderOfViewer } from '@/lib/sales/pay-order';
import { localizedPath } from '@/messages/localized-path';
import { type Locale, routing } from '@/messages/routing';
import { goTo } from '../../../go-to';

const id = idSchema;
const slug = idSchema;
const locale = z.enum(routing.locales);
/** A form field that comes once; forms carry every field as a list. */
const once = <Value extends z.ZodType<unknown, string>>(value: Value) =>
  z
    .tuple([z.string()])
    .transform(([text]) => text)
    .pipe(value);

const holdForm = z.strictObject({
  slug: once(slug),
  ticketTypeIds: z.array(id).min(1).max(10),
  contactEmail: once(z.string().max(254).transform(normalizeMail).pipe(z.email())),
  locale: once(locale),
  clientKey: once(z.uuid()),
});

/** Holds the chosen seats and shows the order to pay: prices and quantities are the server's. */
export async function holdSeats(
  _before: FormState<undefined, SaleRefusal>,
  form: FormData,
): Promise<FormState<undefined, SaleRefusal>> {
  return formAction(form, {
    where: 'checkout.hold',
    schema: holdForm,
    limit: 'hold',
    act: async (viewer, input) => {
      const { db, now } = runtime();
      const request = { ...input, eventSlug: input.slug };
      const held = await holdSeatsForViewer(db, viewer, { request, now });
      if (!held.ok) {
        // What was for sale when the page was made may not be any more.
        refresh();
        return held;
      }
      const open = await findHeldOrderForEvent(db, viewer, { slug: input.slug, now });
      const path = open?.id === held.orderId ? `/checkout/${input.slug}` : `/orders/${held.orderId}`;
      return goTo(localizedPath(path, input.locale));
    },
  });
}

const orderForm = z.strictObject({ orderId: once(id), slug: once(slug), locale: once(locale) });

/** Lets go of a held order and shows the choice again; what was paid meanwhile is shown as such. */
export async function cancelHold(
  _before: FormState<undefined, SaleRefusal>,
  form: FormData,
): Promise<FormState<undefined, SaleRefusal>> {
  return formAction(form, {
    where: 'checkout.cancel',
    schema: orderForm,
    limit: 'hold',
    act: async (viewer, input) => {
      const { db, now } = runtime();
      const outcome = await cancelHoldOfViewer(db, viewer, { orderId: input.orderId, now });
      const path = outcome === 'paid' ? `/orders/${input.orderId}` : `/checkout/${input.slug}`;
      return goTo(localizedPath(path, input.locale));
    },
  });
}

const promoForm = z.strictObject({
  orderId: once(id),
  locale: once(locale),
  code: once(z.string().trim().min(1).max(100)),
});

/** Takes a promo code's discount off the viewer's held order and shows the new total. */
export async function applyPromo(
  _before: FormState<undefined, SaleRefusal>,
  form: FormData,
): Promise<FormState<undefined, SaleRefusal>> {
  return formAction(form, {
    where: 'checkout.promo',
    schema: promoForm,
    limit: 'promo',
    act: async (viewer, { orderId, code, locale }) => {
      const { db, now } = runtime();
      const result = await applyPromoCode(db, viewer, { orderId, code, now });
      return showAfterPromo(viewer, result, { orderId, locale });
    },
  });
}

/** Takes the code off again. */
export async function removePromo(
  _before: FormState<undefined, SaleRefusal>,
  form: FormData,
): Promise<FormState<undefined, SaleRefusal>> {
  return formAction(form, {
    where: 'checkout.promo_remove',
    schema: promoForm.omit({ code: true }),
    limit: 'promo',
    act: async (viewer, { orderId, locale }) => {
      const { db, now } = runtime();
      const result = await removePromoCode(db, viewer, { orderId, now });
      return showAfterPromo(viewer, result, { orderId, locale });
    },
  });
}

/** An order that was paid meanwhile is shown as such; else the page is made anew around what was typed. */
async function showAfterPromo(
  viewer: Viewer,
  result: PromoResult,
  { orderId, locale }: { readonly orderId: string; readonly locale: Locale },
): Promise<ActResult<undefined, SaleRefusal>> {
  if (!result.ok) return result;
  const order = await findOrder(runtime().db, viewer, orderId);
  if (order?.state !== 'held') return goTo(localizedPath(`/orders/${orderId}`, locale));
  refresh();
  return { ok: true, value: undefined };
}

/** The next step to pay the viewer's held order; takes nothing but the order's id. */
export async function payOrder(orderId: string): Promise<FormState<PayStep, SaleRefusal>> {
  return formAction<string, PayStep, SaleRefusal>(orderId, {
    where: 'checkout.pay',
    schema: id,
    limit: 'pay',
    act: async (viewer, wanted) => {
      const { db, now } = runtime();
      const result = await payOrderOfViewer(db, viewer, { orderId: wanted, now });
      return result.ok ? { ok: true, value: result.step } : result;
    },
  });
}
