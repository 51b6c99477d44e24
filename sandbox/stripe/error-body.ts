import type { ErrorDetail } from './api-error';
import type { KeyKind } from './key-kind';
import { publishableView } from './publishable-view';

/** Stripe's `{ error: … }`; a publishable key sees its PaymentIntent as browsers may. */
export function errorBody(detail: ErrorDetail, key: KeyKind): object {
  const { type, code, param, charge, message } = detail;
  const paymentIntent = detail.paymentIntent;
  return structuredClone({
    error: {
      ...(charge === undefined ? {} : { charge }),
      ...(code === undefined
        ? {}
        : { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` }),
      ...(detail.declineCode === undefined ? {} : { decline_code: detail.declineCode }),
      message,
      ...(param === undefined ? {} : { param }),
      ...(paymentIntent === undefined
        ? {}
        : { payment_intent: key === 'publishable' ? publishableView(paymentIntent) : paymentIntent }),
      ...(detail.paymentMethod === undefined ? {} : { payment_method: detail.paymentMethod }),
      type,
    },
  });
}
