import { join } from 'node:path';
import Stripe from 'stripe';
import { inventSandboxKeys, type SandboxKeys } from '../sandbox-process';
import { bundleTwin } from './bundle';
import { startChild } from './child';
import { type Ledger, ledgerSchema } from './ledger';

export interface TwinFault {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly kind: '429' | '500' | '500_after' | 'reset' | 'lost_reply' | 'html_200' | 'json_without_error_404';
  readonly count: number;
}

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
  close(): Promise<void>;
}

/** The real twin of Stripe in a process of its own, with no past. */
export async function startStripeTwin(folder: string, webhookUrl: string): Promise<StripeTwin> {
  const keys = inventSandboxKeys();
  const child = await startChild({
    script: await bundleTwin(),
    env: { ...keys, STRIPE_WEBHOOK_URL: webhookUrl },
    logFile: join(folder, 'twin.log'),
  });
  const { hostname, port } = new URL(child.ready);
  const control = async (method: string, route: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${child.ready}/_sandbox/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${await response.text()}`);
    return response.json();
  };
  return {
    url: child.ready,
    keys,
    sdk: new Stripe(keys.STRIPE_SECRET_KEY, {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      telemetry: false,
    }),
    ledger: async () => ledgerSchema.parse(await control('GET', 'ledger')),
    breakNext: async (fault) => void (await control('POST', 'faults', fault)),
    clearFaults: async () => void (await control('DELETE', 'faults')),
    resend: async (eventId) => void (await control('POST', 'webhooks', { resend: eventId })),
    close: async () => {
      child.kill();
      await child.ended;
    },
  };
}
