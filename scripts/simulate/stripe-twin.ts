import Stripe from 'stripe';
import type { SandboxKeys } from '../sandbox-process';
import { accepted, controlOf } from './control-call';
import { type Ledger, ledgerSchema } from './ledger';

export interface TwinFault {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly kind: '429' | '500' | '500_after' | 'reset' | 'lost_reply' | 'html_200' | 'json_without_error_404';
  readonly count: number;
}

/** What buyers and banks do outside Stripe (sandbox/stripe/README.md, control routes). */
export type OutsideAct =
  | {
      readonly at: 'payments';
      readonly payment_intent: string;
      readonly act: 'pay_voucher' | 'expire_voucher';
    }
  | {
      readonly at: 'refunds';
      readonly refund: string;
      readonly act: 'provide_bank_details' | 'succeed' | 'fail';
    }
  | { readonly at: 'disputes'; readonly payment_intent: string; readonly act: 'open' | 'win' | 'lose' }
  | { readonly at: 'warnings'; readonly payment_intent: string };

export interface StripeTwin {
  readonly url: string;
  readonly keys: SandboxKeys;
  /** The official SDK with the secret key: the dashboard's hand, or the buyer's browser. */
  readonly sdk: Stripe;
  ledger(): Promise<Ledger>;
  breakNext(fault: TwinFault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Sends one event again, as the dashboard's button does. */
  resend(eventId: string): Promise<void>;
  /** Its clock, in seconds ahead of the machine's. */
  setOffset(seconds: number): Promise<void>;
  /** `done`, or why the state of things forbids it. */
  happen(outside: OutsideAct): Promise<string>;
}

/** The twin of Stripe that answers at `url`. */
export function connectStripeTwin(url: string, keys: SandboxKeys): StripeTwin {
  const { hostname, port } = new URL(url);
  const control = controlOf(url);
  const order = async (method: string, route: string, body?: object) =>
    accepted(await control(method, route, body));
  return {
    url,
    keys,
    sdk: new Stripe(keys.STRIPE_SECRET_KEY, {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      telemetry: false,
    }),
    ledger: async () => ledgerSchema.parse(await order('GET', 'ledger')),
    breakNext: async (fault) => void (await order('POST', 'faults', fault)),
    clearFaults: async () => void (await order('DELETE', 'faults')),
    resend: async (eventId) => void (await order('POST', 'webhooks', { resend: eventId })),
    setOffset: async (offsetSeconds) => void (await order('POST', 'clock', { offsetSeconds })),
    happen: async ({ at, ...body }) => {
      const response = await control('POST', at, body);
      const text = await response.text();
      if (response.ok) return 'done';
      if (response.status !== 409) throw new Error(`${at}: ${response.status} ${text}`);
      return text.trim().slice(0, 160);
    },
  };
}
