import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { startStripeTwin } from '../server';
import { keys } from '../test-rig';

export interface ContractTarget {
  name: 'the twin' | 'Stripe';
  stripe: Stripe;
  /** The SDK at the same place with another key. */
  connect(key: string): Stripe;
  publishableKey: string;
  /** What a Stripe account has not switched on; the twin has all. */
  lacks: readonly ('konbini' | 'paypay')[];
  close(): Promise<void>;
}

interface Environment {
  readonly STRIPE_CONTRACT_KEY?: string | undefined;
  readonly STRIPE_CONTRACT_PUBLISHABLE_KEY?: string | undefined;
}

/**
 * A twin of its own or, with both STRIPE_CONTRACT_KEY and STRIPE_CONTRACT_PUBLISHABLE_KEY set, Stripe itself. Throws,
 * without naming the key, for one alone and for any key that is not of test mode.
 */
export async function startContractTarget(environment: Environment): Promise<ContractTarget> {
  const account = readAccount(environment);
  if (account === undefined) return startTwin();
  const connect = (key: string) => new Stripe(key, { maxNetworkRetries: 2, telemetry: false });
  const stripe = connect(account.key);
  return {
    name: 'Stripe',
    stripe,
    connect,
    publishableKey: account.publishableKey,
    lacks: await missingMethods(stripe),
    close: () => Promise.resolve(),
  };
}

/** The keys of the account to ask, or undefined for none. */
export function readAccount(environment: Environment) {
  const key = environment.STRIPE_CONTRACT_KEY ?? '';
  const publishableKey = environment.STRIPE_CONTRACT_PUBLISHABLE_KEY ?? '';
  if (key === '' && publishableKey === '') return undefined;
  if (!/^[sr]k_test_/.test(key)) throw new Error('STRIPE_CONTRACT_KEY must start with sk_test_ or rk_test_.');
  if (!publishableKey.startsWith('pk_test_')) {
    throw new Error('STRIPE_CONTRACT_PUBLISHABLE_KEY must start with pk_test_.');
  }
  return { key, publishableKey };
}

const patienceMs = 30_000;
const pauseMs = 500;

/** Asks again until the answer is there: Stripe does some things a moment later. The last answer after 30 seconds. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (isThere(answer) || Date.now() > deadline) return answer;
    await wait(pauseMs);
  }
}

async function startTwin(): Promise<ContractTarget> {
  const twin = await startStripeTwin(keys);
  const port = Number(new URL(twin.url).port);
  const place = { host: '127.0.0.1', port, protocol: 'http', telemetry: false } as const;
  const connect = (key: string) => new Stripe(key, { ...place, maxNetworkRetries: 0 });
  return {
    name: 'the twin',
    stripe: connect(keys.secretKey),
    connect,
    publishableKey: keys.publishableKey,
    lacks: [],
    close: twin.close,
  };
}

async function missingMethods(stripe: Stripe): Promise<ContractTarget['lacks']> {
  const lacks: ContractTarget['lacks'][number][] = [];
  for (const method of ['konbini', 'paypay'] as const) {
    const intent = await stripe.paymentIntents
      .create({ amount: 3500, currency: 'jpy', allowed_payment_method_types: [method] })
      .catch((error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return undefined;
        throw error;
      });
    if (intent === undefined) lacks.push(method);
    else await stripe.paymentIntents.cancel(intent.id);
  }
  return lacks;
}
