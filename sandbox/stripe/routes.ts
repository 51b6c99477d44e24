import { ApiError, invalidParameter } from './api-error';
import { confirmPaymentIntent } from './confirm';
import { createCustomer, requireCustomer } from './customer';
import { closeDispute, requireDispute } from './dispute';
import { listEvents, requireEvent } from './events';
import type { FormObject } from './form';
import { requireWarning } from './fraud-warning';
import type { KeyKind } from './key-kind';
import { listByPayment, listPage } from './list-page';
import * as names from './parameter-names';
import {
  cancelPaymentIntent,
  createPaymentIntent,
  requirePaymentIntent,
  updatePaymentIntent,
} from './payment-intent';
import { createRefund, requireCharge, requireRefund } from './refund';
import { cancelRefund } from './refund-progress';
import { readBoolean, readString, type ParameterNames } from './request-params';
import type { Scope } from './store';

export interface Call {
  scope: Scope;
  params: FormObject;
  key: KeyKind;
  path: string;
  /** The id in the path, empty when the route has none. */
  id: string;
}

export interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  parameters: ParameterNames;
  /** Present when a publishable key with the right client secret may call it, and with what. */
  publishable?: ParameterNames;
  handle(call: Call): object;
}

const routes: readonly Route[] = [
  { method: 'POST', path: /^\/v1\/payment_intents$/, parameters: names.createPaymentIntent, handle: create },
  {
    method: 'GET',
    path: /^\/v1\/payment_intents$/,
    parameters: names.listPaymentIntents,
    handle: listIntents,
  },
  {
    method: 'GET',
    path: /^\/v1\/payment_intents\/([^/]+)$/,
    parameters: names.retrieve,
    publishable: names.retrievePublishable,
    handle: ({ scope, id }) => requirePaymentIntent(scope.store, id),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/([^/]+)$/,
    parameters: names.updatePaymentIntent,
    handle: ({ scope, id, params }) =>
      updatePaymentIntent(scope, requirePaymentIntent(scope.store, id), params),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/([^/]+)\/confirm$/,
    parameters: names.confirmPaymentIntent,
    publishable: names.confirmPublishable,
    handle: ({ scope, id, params, key }) =>
      confirmPaymentIntent(scope, { paymentIntent: requirePaymentIntent(scope.store, id), params, key }),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/([^/]+)\/cancel$/,
    parameters: names.cancelPaymentIntent,
    handle: ({ scope, id, params }) =>
      cancelPaymentIntent(scope, requirePaymentIntent(scope.store, id), params),
  },
  {
    method: 'POST',
    path: /^\/v1\/customers$/,
    parameters: names.createCustomer,
    handle: ({ scope, params }) => createCustomer(scope, params),
  },
  {
    method: 'GET',
    path: /^\/v1\/customers\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireCustomer(scope.store, id),
  },
  {
    method: 'GET',
    path: /^\/v1\/charges\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireCharge(scope.store, id),
  },
  {
    method: 'POST',
    path: /^\/v1\/refunds$/,
    parameters: names.createRefund,
    handle: ({ scope, params }) => createRefund(scope, params),
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds$/,
    parameters: names.listByPayment,
    handle: ({ scope, params, path }) => listByPayment({ items: scope.store.refunds.values(), params, path }),
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireRefund(scope.store, id),
  },
  {
    method: 'POST',
    path: /^\/v1\/refunds\/([^/]+)\/cancel$/,
    parameters: names.act,
    handle: ({ scope, id }) => cancelRefund(scope, requireRefund(scope.store, id)),
  },
  {
    method: 'GET',
    path: /^\/v1\/disputes$/,
    parameters: names.listByPayment,
    handle: ({ scope, params, path }) =>
      listByPayment({ items: scope.store.disputes.values(), params, path }),
  },
  {
    method: 'GET',
    path: /^\/v1\/disputes\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireDispute(scope.store, id),
  },
  {
    method: 'POST',
    path: /^\/v1\/disputes\/([^/]+)\/close$/,
    parameters: names.act,
    handle: ({ scope, id }) => closeDispute(scope, requireDispute(scope.store, id), 'lost'),
  },
  {
    method: 'GET',
    path: /^\/v1\/radar\/early_fraud_warnings$/,
    parameters: names.listByPayment,
    handle: ({ scope, params, path }) =>
      listByPayment({ items: scope.store.warnings.values(), params, path }),
  },
  {
    method: 'GET',
    path: /^\/v1\/radar\/early_fraud_warnings\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireWarning(scope.store, id),
  },
  {
    method: 'GET',
    path: /^\/v1\/events$/,
    parameters: names.listEvents,
    handle: ({ scope, params, path }) => listEvents(scope.store, params, path),
  },
  {
    method: 'GET',
    path: /^\/v1\/events\/([^/]+)$/,
    parameters: names.retrieve,
    handle: ({ scope, id }) => requireEvent(scope.store, id),
  },
];

/** The route of a request with the id from its path; 404 in Stripe's shape for anything else. */
export function requireRoute(method: string, path: string): { route: Route; id: string } {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return { route, id: decodeURIComponent(match[1] ?? '') };
  }
  throw new ApiError({
    status: 404,
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.`,
    executed: false,
  });
}

function create({ scope, params, key }: Call): object {
  const confirm = readBoolean(params, 'confirm') === true;
  if (!confirm && params.return_url !== undefined) {
    throw invalidParameter({
      message:
        'The parameter `return_url` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.',
      param: 'return_url',
    });
  }
  const paymentIntent = createPaymentIntent(scope, params);
  if (!confirm) return paymentIntent;
  const { return_url, use_stripe_sdk } = params;
  const confirmParams: FormObject = {
    ...(return_url === undefined ? {} : { return_url }),
    ...(use_stripe_sdk === undefined ? {} : { use_stripe_sdk }),
  };
  return confirmPaymentIntent(scope, { paymentIntent, params: confirmParams, key });
}

function listIntents({ scope, params, path }: Call): object {
  const customer = readString(params, 'customer');
  return listPage({
    items: scope.store.paymentIntents.values(),
    params,
    path,
    matches: (intent) => customer === undefined || intent.customer === customer,
  });
}
