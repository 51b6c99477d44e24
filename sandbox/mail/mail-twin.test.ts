import { createConnection } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startMailTwin } from './server';

let twin: Awaited<ReturnType<typeof startMailTwin>>;
beforeAll(async () => {
  twin = await startMailTwin();
});
afterAll(() => twin.close());
beforeEach(async () => {
  await call('DELETE', '/_sandbox/messages');
  await call('DELETE', '/_sandbox/faults');
});

const mail = {
  from: 'A <a@example.jp>',
  to: 'b@example.jp',
  subject: '件名 <b>',
  text: 'text',
  html: '<!doctype html><html><head></head><body><script>alert(1)</script><a href="http://x.example">link</a></body></html>',
  attachments: [{ filename: 'day.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' }],
};

async function send(changes: object = {}): Promise<void> {
  const transport = createTransport(`${twin.smtpUrl}/?socketTimeout=5000`);
  try {
    await transport.sendMail({ ...mail, ...changes });
  } finally {
    transport.close();
  }
}

const messageList = z.object({
  count: z.number(),
  messages: z.array(
    z.looseObject({ id: z.string(), subject: z.string(), attachments: z.array(z.looseObject({})) }),
  ),
});

async function call(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${twin.url}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function inbox(to = mail.to) {
  const answer = await call('GET', `/_sandbox/messages?to=${encodeURIComponent(to)}`);
  return messageList.parse(await answer.json()).messages;
}

test('a mail that was sent is listed with everything it held, for its recipient only', async () => {
  await send({ to: 'B@Example.jp' });
  expect(await inbox()).toEqual([
    expect.objectContaining({
      subject: '件名 <b>',
      text: 'text',
      html: expect.stringContaining('alert(1)'),
      attachments: [{ filename: 'day.ics', contentType: 'text/calendar', text: 'BEGIN:VCALENDAR' }],
    }),
  ]);
  expect(await inbox('c@example.jp')).toEqual([]);
});

test('the pages show a mail without running what it holds', async () => {
  await send();
  const [id] = (await inbox()).map((stored) => stored.id);
  const list = await (await call('GET', '/')).text();
  expect(list).toContain('件名 &lt;b&gt;');
  const page = await (await call('GET', `/messages/${id}`)).text();
  expect(page).toMatch(/<iframe src="\/messages\/\d+\/html"[^>]* sandbox="allow-popups /);
  expect(page).not.toContain('<script>');
  const html = await call('GET', `/messages/${id}/html`);
  expect(html.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  const file = await call('GET', `/messages/${id}/attachments/0`);
  expect([file.headers.get('content-disposition'), await file.text()]).toEqual([
    "attachment; filename*=UTF-8''day.ics",
    'BEGIN:VCALENDAR',
  ]);
  expect((await call('GET', '/messages/999')).status).toBe(404);
});

describe('faults hit so many mails, then mails arrive again', () => {
  test.each([
    ['reject_rcpt', /550 5\.1\.1/, 0],
    ['temporary_failure', /451 4\.3\.0/, 0],
    ['drop_connection', /ECONNRESET|closed/, 0],
    ['accept_then_drop', /ECONNRESET|closed/, 1],
  ])('%s', async (kind, error, taken) => {
    expect((await call('POST', '/_sandbox/faults', { kind, count: 1, to: mail.to })).status).toBe(200);
    await send({ to: 'other@example.jp' });
    await expect(send()).rejects.toThrow(error);
    expect(await inbox()).toHaveLength(taken);
    await send();
    expect(await inbox()).toHaveLength(taken + 1);
  });

  test('a fault that there is not is refused', async () => {
    expect((await call('POST', '/_sandbox/faults', { kind: 'polite', count: 1 })).status).toBe(400);
  });
});

test('a mail over 10 MB is refused for good', async () => {
  await expect(send({ text: 'x'.repeat(11 * 1024 * 1024) })).rejects.toMatchObject({ code: 'EMESSAGE' });
});

test('a user may sign in with any password', async () => {
  const transport = createTransport({ url: twin.smtpUrl, auth: { user: 'user', pass: 'any' } });
  await transport.sendMail(mail);
  expect(await inbox()).toHaveLength(1);
});

test('only this machine reaches it', async () => {
  const port = Number(new URL(twin.smtpUrl).port);
  const elsewhere = new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.2', port, timeout: 2000 });
    socket.once('connect', () => resolve('open')).once('error', () => resolve('closed'));
    socket.once('timeout', () => resolve('closed')).once('connect', () => socket.destroy());
  });
  expect(await elsewhere).toBe('closed');
});
