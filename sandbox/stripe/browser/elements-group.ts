import type { Account } from './api-client';
import { createEmitter } from './emitter';
import { integrationError, notImplemented } from './integration-error';
import { createPaymentElement, type ElementHost, type PaymentElement } from './payment-element';
import { isRecord, readNumber, readText, type Json } from './record';

export interface ElementsGroup extends ElementHost {
  element?: PaymentElement | undefined;
  /** Whether `submit()` has approved what is entered now; a confirm uses it up. */
  isSubmitted: boolean;
}

const groups = new WeakMap<object, ElementsGroup>();
const removedOptions = ['paymentMethodTypes', 'payment_method_types'];
const listOptions = ['allowedPaymentMethodTypes', 'excludedPaymentMethodTypes'];
const unimitatedOptions = [
  'customerSessionClientSecret',
  'customerOptions',
  'customPaymentMethods',
  'onBehalfOf',
];

/** The group behind an object that `stripe.elements()` returned. */
export function findGroup(elements: unknown): ElementsGroup | undefined {
  return isRecord(elements) ? groups.get(elements) : undefined;
}

/** `stripe.elements(options)`, with `clientSecret` or with `mode: 'payment'` (deferred intent). */
export function createElements(account: Account, sent: unknown): object {
  const options = isRecord(sent) ? { ...sent } : {};
  checkOptions(options);
  const group: ElementsGroup = { account, options, isSubmitted: false };
  const emitter = createEmitter();
  const elements = {
    create: (type: unknown, sent?: unknown) => createElement(group, type, isRecord(sent) ? sent : {}),
    getElement: (type: unknown) => (type === 'payment' ? (group.element?.face ?? null) : null),
    update: async (changes: unknown) => {
      updateOptions(group, isRecord(changes) ? changes : {});
      await group.element?.refresh();
      emitter.emit('update-end');
    },
    fetchUpdates: async () => {
      await group.element?.refresh();
      return {};
    },
    submit: () => submitElements(group),
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
  };
  groups.set(elements, group);
  return elements;
}

/** `elements.submit()`: the chosen method's type, or what is missing as `error`, which the frame shows too. */
export async function submitElements(group: ElementsGroup): Promise<Json> {
  const link = group.element?.link();
  if (link === undefined) throw integrationError('elements.submit() needs a mounted Payment Element.');
  const { error, selectedPaymentMethod } = await link.ask('submit');
  group.isSubmitted = selectedPaymentMethod !== undefined;
  if (isRecord(error)) return { error };
  if (group.isSubmitted) return { selectedPaymentMethod };
  throw integrationError('elements.submit() needs a Payment Element that did not fail to load.');
}

function createElement(group: ElementsGroup, type: unknown, options: Json): Json {
  if (type !== 'payment') return notImplemented(`elements.create(${JSON.stringify(type)})`)();
  if (group.element !== undefined) {
    throw integrationError('Can only create one Element of type payment through the same Elements group.');
  }
  group.element = createPaymentElement(group, options, () => (group.element = undefined));
  return group.element.face;
}

function updateOptions(group: ElementsGroup, changes: Json): void {
  const isDeferred = readText(group.options, 'clientSecret') === undefined;
  if (!isDeferred && ('amount' in changes || 'currency' in changes || 'mode' in changes)) {
    throw integrationError(
      'elements.update() cannot change amount, currency or mode of a clientSecret group.',
    );
  }
  if ('clientSecret' in changes) throw integrationError('elements.update() cannot change clientSecret.');
  const options = { ...group.options, ...changes };
  checkOptions(options);
  group.options = options;
}

function checkOptions(options: Json): void {
  const removed = removedOptions.find((name) => name in options);
  if (removed !== undefined)
    throw integrationError(`${removed} is no longer supported: use allowedPaymentMethodTypes.`);
  for (const name of listOptions) {
    const list = options[name];
    if (list === undefined || (Array.isArray(list) && list.every((type) => typeof type === 'string')))
      continue;
    throw integrationError(`Invalid value for elements(): ${name} should be an array of strings.`);
  }
  const missing = unimitatedOptions.find((name) => options[name] !== undefined);
  if (missing !== undefined) notImplemented(`elements({ ${missing} })`)();
  if (options.paymentMethodCreation === 'manual') notImplemented('paymentMethodCreation: manual')();
  if (options.clientSecret !== undefined) {
    if (options.mode === undefined) return;
    throw integrationError('elements() takes clientSecret or mode, not both.');
  }
  if (options.mode === undefined) throw integrationError('elements() needs a clientSecret or a mode.');
  if (options.mode !== 'payment') notImplemented(`elements({ mode: ${JSON.stringify(options.mode)} })`)();
  const amount = readNumber(options, 'amount');
  if (amount === undefined || !Number.isInteger(amount) || amount <= 0) {
    throw integrationError('Invalid value for elements(): amount should be a positive integer.');
  }
  if (!/^[a-z]{3}$/.test(readText(options, 'currency') ?? '')) {
    throw integrationError('Invalid value for elements(): currency should be a lower-case ISO code.');
  }
}
