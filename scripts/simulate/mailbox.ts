import { z } from 'zod';
import { accepted, controlOf } from './control-call';

const listed = z.object({
  messages: z.array(
    z.object({
      messageId: z.string(),
      envelope: z.object({ to: z.array(z.string()) }),
      subject: z.string(),
    }),
  ),
});

export type TakenMail = z.infer<typeof listed>['messages'][number];

/** How a mail server can fail (sandbox/mail/README.md). */
export type MailFault = 'reject_rcpt' | 'temporary_failure' | 'drop_connection' | 'accept_then_drop';

export interface Mailbox {
  /** Every mail that was taken in, however often. */
  list(): Promise<readonly TakenMail[]>;
  breakNext(kind: MailFault, count: number): Promise<void>;
  clearFaults(): Promise<void>;
}

/** The mail twin whose page answers at `url`. */
export function connectMailbox(url: string): Mailbox {
  const control = controlOf(url);
  const order = async (method: string, route: string, body?: object) =>
    accepted(await control(method, route, body));
  return {
    list: async () => listed.parse(await order('GET', 'messages')).messages,
    breakNext: async (kind, count) => void (await order('POST', 'faults', { kind, count })),
    clearFaults: async () => void (await order('DELETE', 'faults')),
  };
}
