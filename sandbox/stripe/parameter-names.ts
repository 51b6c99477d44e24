import type { ParameterNames } from './request-params';

const listing = ['limit', 'starting_after', 'ending_before', 'created', 'expand'];
const unimitatedOfPayments = [
  'amount_details',
  'application_fee_amount',
  'confirmation_token',
  'customer_account',
  'error_on_requires_action',
  'hooks',
  'mandate',
  'mandate_data',
  'off_session',
  'on_behalf_of',
  'payment_details',
  'payment_method_configuration',
  'radar_options',
  'setup_future_usage',
  'shipping',
  'transfer_data',
  'transfer_group',
];

export const retrieve: ParameterNames = { imitated: ['expand'], real: ['client_secret'] };

export const retrievePublishable: ParameterNames = { imitated: ['client_secret', 'expand'] };

export const createPaymentIntent: ParameterNames = {
  imitated: [
    'amount',
    'currency',
    'allowed_payment_method_types',
    'automatic_payment_methods',
    'capture_method',
    'confirm',
    'confirmation_method',
    'customer',
    'description',
    'excluded_payment_method_types',
    'expand',
    'metadata',
    'payment_method',
    'payment_method_data',
    'payment_method_options',
    'receipt_email',
    'return_url',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'use_stripe_sdk',
  ],
  real: unimitatedOfPayments,
};

export const updatePaymentIntent: ParameterNames = {
  imitated: [
    'amount',
    'currency',
    'customer',
    'description',
    'expand',
    'metadata',
    'payment_method',
    'payment_method_data',
    'payment_method_options',
    'receipt_email',
  ],
  real: [
    ...unimitatedOfPayments,
    'allowed_payment_method_types',
    'capture_method',
    'excluded_payment_method_types',
    'statement_descriptor',
    'statement_descriptor_suffix',
  ],
};

export const confirmPaymentIntent: ParameterNames = {
  imitated: [
    'expand',
    'payment_method',
    'payment_method_data',
    'payment_method_options',
    'return_url',
    'use_stripe_sdk',
  ],
  real: [
    ...unimitatedOfPayments,
    'allowed_payment_method_types',
    'amount_to_confirm',
    'capture_method',
    'excluded_payment_method_types',
    'receipt_email',
  ],
};

export const confirmPublishable: ParameterNames = {
  ...confirmPaymentIntent,
  imitated: [...confirmPaymentIntent.imitated, 'client_secret'],
};

export const cancelPaymentIntent: ParameterNames = { imitated: ['cancellation_reason', 'expand'] };

export const listPaymentIntents: ParameterNames = {
  imitated: [...listing, 'customer'],
  real: ['customer_account'],
};

export const createCustomer: ParameterNames = {
  imitated: ['description', 'email', 'expand', 'metadata', 'name', 'phone', 'preferred_locales'],
  real: [
    'address',
    'balance',
    'business_name',
    'cash_balance',
    'individual_name',
    'invoice_prefix',
    'invoice_settings',
    'next_invoice_sequence',
    'payment_method',
    'shipping',
    'source',
    'tax',
    'tax_exempt',
    'tax_id_data',
    'test_clock',
    'validate',
  ],
};

export const createRefund: ParameterNames = {
  imitated: ['amount', 'charge', 'expand', 'instructions_email', 'metadata', 'payment_intent', 'reason'],
  real: ['currency', 'customer', 'origin', 'refund_application_fee', 'reverse_transfer'],
};

export const act: ParameterNames = { imitated: ['expand'] };

export const listByPayment: ParameterNames = { imitated: [...listing, 'charge', 'payment_intent'] };

export const listEvents: ParameterNames = { imitated: [...listing, 'delivery_success', 'type', 'types'] };
