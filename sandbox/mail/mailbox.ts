import { simpleParser } from 'mailparser';

export interface Attachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

export interface StoredMail {
  id: string;
  receivedAt: Date;
  /** Of the SMTP envelope: where it really came from and went to. */
  envelope: { from: string; to: string[] };
  /** As the headers say. */
  from: string;
  to: string;
  subject: string;
  messageId: string;
  headers: Record<string, string>;
  text: string;
  html: string | undefined;
  attachments: Attachment[];
}

const rememberedMails = 2000;

export type Mailbox = ReturnType<typeof createMailbox>;

/** Every mail that was taken in, newest first; the last 2,000 of them, in memory only. */
export function createMailbox() {
  let mails: StoredMail[] = [];
  let received = 0;
  return {
    async add(raw: Buffer, envelope: StoredMail['envelope']): Promise<void> {
      received += 1;
      const id = String(received);
      const mail = { id, receivedAt: new Date(), envelope, ...(await parseMail(raw)) };
      mails = [mail, ...mails.slice(0, rememberedMails - 1)];
    },
    /** Those that went to an address, compared without case; all of them without one. */
    list(to?: string): StoredMail[] {
      if (to === undefined) return mails;
      const wanted = to.toLowerCase();
      return mails.filter(({ envelope }) => envelope.to.some((address) => address.toLowerCase() === wanted));
    },
    find: (id: string): StoredMail | undefined => mails.find((mail) => mail.id === id),
    clear(): void {
      mails = [];
    },
  };
}

async function parseMail(raw: Buffer): Promise<Omit<StoredMail, 'id' | 'receivedAt' | 'envelope'>> {
  // skipImageLinks: an inline image must not be turned into a data: address, the page shows what was sent.
  const parsed = await simpleParser(raw, { skipImageLinks: true });
  return {
    from: addressText(parsed.from),
    to: addressText(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    headers: Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, valueOf(line)])),
    text: parsed.text ?? '',
    html: parsed.html === false ? undefined : parsed.html,
    attachments: parsed.attachments.map((part, index) => ({
      filename: part.filename ?? `part-${index + 1}`,
      contentType: part.contentType,
      content: part.content,
    })),
  };
}

type AddressHeader = { text: string } | readonly { text: string }[] | undefined;

function addressText(header: AddressHeader): string {
  if (header === undefined) return '';
  return 'text' in header ? header.text : header.map(({ text }) => text).join(', ');
}

function valueOf(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim();
}
