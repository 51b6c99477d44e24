import { join } from 'node:path';
import { z } from 'zod';
import { inventSandboxKeys } from '../sandbox-process';
import { bundleTwins } from './bundle';
import { startChild } from './child';
import { connectMailbox, type Mailbox } from './mailbox';
import { connectStripeTwin, type StripeTwin } from './stripe-twin';

export interface Twins {
  readonly stripe: StripeTwin;
  readonly mailbox: Mailbox;
  readonly smtpUrl: string;
  close(): Promise<void>;
}

const addresses = z.object({ stripe: z.url(), mail: z.url(), smtp: z.url() });

/** The real twins of Stripe and of a mail server in a process of their own, with no past. */
export async function startTwins(folder: string, webhookUrl: string): Promise<Twins> {
  const keys = inventSandboxKeys();
  const child = await startChild({
    script: await bundleTwins(),
    env: { ...keys, STRIPE_WEBHOOK_URL: webhookUrl },
    logFile: join(folder, 'twins.log'),
  });
  const { stripe, mail, smtp } = addresses.parse(child.ready);
  return {
    stripe: connectStripeTwin(stripe, keys),
    mailbox: connectMailbox(mail),
    smtpUrl: smtp,
    close: async () => {
      child.kill();
      await child.ended;
    },
  };
}
