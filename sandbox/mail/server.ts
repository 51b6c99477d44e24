import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { listenOnLoopback } from '../listen';
import { createFaults } from './faults';
import { createMailbox, type StoredMail } from './mailbox';
import { renderMailPage, renderMailboxPage, renderMissingPage } from './pages';
import { openSmtpDoor } from './smtp-door';
import { chooseLocale } from './words';

export interface MailTwinOptions {
  /** Of the mailbox page; 0 or absent: a free one. */
  port?: number;
  /** Of the SMTP server; 0 or absent: a free one. */
  smtpPort?: number;
}

type Twin = { mailbox: ReturnType<typeof createMailbox>; faults: ReturnType<typeof createFaults> };

/**
 * An SMTP server on loopback whose mails go no further than a mailbox page on loopback. Rejects when a port is taken.
 */
export async function startMailTwin(
  options: MailTwinOptions = {},
): Promise<{ url: string; smtpUrl: string; close(): Promise<void> }> {
  const twin = { mailbox: createMailbox(), faults: createFaults() };
  const server = createServer((request, response) => {
    answer(twin, request, response).catch((error: unknown) => {
      console.error('mail twin:', error);
      response.destroy();
    });
  });
  const door = await openSmtpDoor({
    ...twin,
    ...(options.smtpPort === undefined ? {} : { port: options.smtpPort }),
  });
  try {
    const page = await listenOnLoopback(server, options.port);
    return {
      url: page.url,
      smtpUrl: door.url,
      close: async () => void (await Promise.all([page.close(), door.close()])),
    };
  } catch (error) {
    await door.close();
    throw error;
  }
}

/** The page runs nothing; a mail is framed, and its own policy keeps it from loading anything. */
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:";
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

async function answer(
  { mailbox, faults }: Twin,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mail');
  switch (`${request.method} ${pathname}`) {
    case 'GET /_sandbox/messages': {
      const messages = mailbox.list(searchParams.get('to') ?? undefined).map(describeMail);
      return sendJson(response, { status: 200, body: { count: messages.length, messages } });
    }
    case 'DELETE /_sandbox/messages':
      mailbox.clear();
      return sendJson(response, { status: 200, body: { ok: true } });
    case 'POST /_sandbox/faults': {
      const ok = faults.add(await json(request).catch(() => undefined));
      return sendJson(response, { status: ok ? 200 : 400, body: { ok } });
    }
    case 'DELETE /_sandbox/faults':
      faults.clear();
      return sendJson(response, { status: 200, body: { ok: true } });
  }
  const locale = chooseLocale(request.headers['accept-language']);
  if (request.method === 'GET' && pathname === '/') {
    return sendHtml(response, { html: renderMailboxPage(locale, mailbox.list()), policy: pagePolicy });
  }
  const [, id = '', part = ''] = /^\/messages\/(\d+)(\/.*)?$/.exec(pathname) ?? [];
  const mail = request.method === 'GET' ? mailbox.find(id) : undefined;
  if (mail !== undefined) {
    if (part === '') return sendHtml(response, { html: renderMailPage(locale, mail), policy: pagePolicy });
    if (part === '/html') return sendHtml(response, { html: inNewTabs(mail), policy: mailPolicy });
    if (sendAttachment(response, mail, part)) return;
  }
  sendHtml(response, { html: renderMissingPage(locale), policy: pagePolicy, status: 404 });
}

/** A mail as tests read it. */
function describeMail({ attachments, ...mail }: StoredMail) {
  return {
    ...mail,
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      text: content.toString('utf8'),
    })),
  };
}

function inNewTabs({ html = '' }: StoredMail): string {
  return html.replace(/<head[^>]*>/i, (tag) => `${tag}<base target="_blank">`);
}

function sendAttachment(response: ServerResponse, mail: StoredMail, part: string): boolean {
  const [, index] = /^\/attachments\/(\d+)$/.exec(part) ?? [];
  const attachment = mail.attachments[Number(index)];
  if (index === undefined || attachment === undefined) return false;
  response.writeHead(200, {
    'content-type': attachment.contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(attachment.content);
  return true;
}

function sendHtml(
  response: ServerResponse,
  { html, policy, status = 200 }: { html: string; policy: string; status?: number },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

function sendJson(response: ServerResponse, { status, body }: { status: number; body: object }): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
