import { inject } from 'vitest';
import { z } from 'zod';

const answer = z.object({
  messages: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
      subject: z.string(),
      messageId: z.string(),
      headers: z.record(z.string(), z.string()),
      text: z.string(),
      html: z.string(),
      attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), text: z.string() })),
    }),
  ),
});

export type ReceivedMail = z.infer<typeof answer>['messages'][number];

/** What the mail twin took in for an address, newest first. */
export async function mailsTo(address: string): Promise<readonly ReceivedMail[]> {
  const url = `${inject('mailUrl')}/_sandbox/messages?to=${encodeURIComponent(address)}`;
  return answer.parse(await (await fetch(url)).json()).messages;
}

interface MailFault {
  readonly kind: 'reject_rcpt' | 'temporary_failure' | 'drop_connection' | 'accept_then_drop';
  readonly to: string;
  readonly count: number;
}

/** Makes the mail twin fail for an address. */
export async function breakMailTo(fault: MailFault): Promise<void> {
  const body = JSON.stringify(fault);
  const response = await fetch(`${inject('mailUrl')}/_sandbox/faults`, { method: 'POST', body });
  if (!response.ok) throw new Error('the mail twin took no fault');
}
