import { z } from 'zod';
import { env } from '@/lib/config/env';
import { Fault } from '@/lib/fault';
import { readSender } from '@/lib/mail/sender';
import type { MailTransport } from '@/lib/mail/transport';

/** Longer than every timeout of the transport together, for a server that answers one byte at a time. */
const DEADLINE_MS = 45_000;

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
}

export interface OutgoingMail {
  /** Tells the mail apart from every other: the same key is the same `Message-ID`. */
  readonly key: string;
  readonly to: string;
  /** Where a reply goes; the sender when absent. */
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
}

/** `reason`: what the server said, for staff; it may hold the address. */
export type Delivery = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Hands a mail to the SMTP server. Refused is a mail that the same server would refuse again: no such mailbox, too
 * big, a policy. Everything else that goes wrong, our own sign-in included, throws Fault `upstream_failed` or
 * `upstream_timeout`: whether the mail arrived is unknown, and another try with the same key is recognisable.
 */
export async function sendMail(transport: MailTransport, mail: OutgoingMail): Promise<Delivery> {
  const sender = readSender(env().MAIL_FROM);
  if (!isOneAddress(mail.to)) return { ok: false, reason: 'the address is not one mail address' };
  try {
    await transport.sendMail({
      from: { name: sender.name, address: sender.address },
      // Not as text: that would be read as a list of addresses.
      to: { name: '', address: mail.to },
      envelope: { from: sender.address, to: [mail.to] },
      ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
      subject: inOneLine(mail.subject),
      html: mail.html,
      text: mail.text,
      attachments: mail.attachments.map((attachment) => ({ ...attachment })),
      messageId: messageIdOf(mail.key, sender.domain),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { ok: true };
  } catch (error) {
    return judge(error);
  }
}

/** RFC 5322 §3.6.4: the left side may hold letters, digits and a few signs, so others become dots. */
export function messageIdOf(key: string, domain: string): string {
  return `<${key.replace(/[^A-Za-z0-9_+-]+/g, '.')}@${domain}>`;
}

const smtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  permanent: z.boolean().optional(),
  message: z.string(),
});

/** A permanent answer to EHLO, AUTH or MAIL FROM is about us, not about this mail. */
function judge(error: unknown): Delivery {
  const { data } = smtpError.safeParse(error);
  if (data?.permanent === true && (data.command === 'RCPT TO' || data.command === 'DATA')) {
    return { ok: false, reason: data.message };
  }
  // The size limit that the server named is checked before anything is sent.
  if (data?.code === 'EMESSAGE' && data.responseCode === undefined)
    return { ok: false, reason: data.message };
  const isLate = data?.code === 'ETIMEDOUT' || data?.code === 'EABORT';
  throw new Fault(isLate ? 'upstream_timeout' : 'upstream_failed', 'mail not handed over', { cause: error });
}

function isOneAddress(text: string): boolean {
  return text.length <= 320 && /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(text);
}

function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
