import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Fault } from '@/lib/fault';
import { sendMail } from '@/lib/mail/send-mail';
import { breakMailTo, mailsTo } from '@/lib/mail/test-mailbox';
import { type MailTransport, openTransport, smtpOptions } from '@/lib/mail/transport';

let transport: MailTransport;
beforeAll(async () => {
  transport = await openTransport();
});
afterAll(() => transport.close());

const newAddress = () => `${randomUUID()}@example.jp`;
const mail = {
  key: 'confirmation:ord_1',
  subject: '件名',
  html: '<p>本文</p>',
  text: '本文',
  attachments: [],
};

test('arrives with both parts, from the sender, marked as written by a machine', async () => {
  const to = newAddress();
  expect(await sendMail(transport, { ...mail, to, replyTo: 'support@example.jp' })).toEqual({ ok: true });
  expect(await mailsTo(to)).toMatchObject([
    {
      subject: '件名',
      html: '<p>本文</p>',
      text: '本文',
      envelope: { from: 'tickets@stagedoor.example', to: [to] },
      messageId: '<confirmation.ord_1@stagedoor.example>',
      headers: { 'auto-submitted': 'auto-generated', 'reply-to': 'support@example.jp' },
    },
  ]);
});

test('a subject cannot add a header', async () => {
  const to = newAddress();
  const bcc = newAddress();
  await sendMail(transport, { ...mail, to, subject: `Festival\r\nBcc: ${bcc}\r\nX-Added: 1` });
  const [received] = await mailsTo(to);
  expect(received?.subject).toContain('Festival Bcc:');
  expect(Object.keys(received?.headers ?? {})).not.toContain('x-added');
  expect(await mailsTo(bcc)).toEqual([]);
});

test.each([
  ['two addresses', (a: string, b: string) => `${a}, ${b}`],
  ['a name with another address', (a: string, b: string) => `"${a}" <${b}>`],
  ['a line break', (a: string, b: string) => `${a}\r\nBcc: ${b}`],
  ['a command', (a: string, b: string) => `${a}>\r\nRCPT TO:<${b}`],
])('%s is no recipient: nobody gets the mail', async (_case, combine) => {
  const [a, b] = [newAddress(), newAddress()];
  expect(await sendMail(transport, { ...mail, to: combine(a, b) })).toMatchObject({ ok: false });
  expect([...(await mailsTo(a)), ...(await mailsTo(b))]).toEqual([]);
});

describe('when the mail server', () => {
  test('does not know the recipient, the mail is refused for good', async () => {
    const to = newAddress();
    await breakMailTo({ kind: 'reject_rcpt', to, count: 1 });
    const delivery = await sendMail(transport, { ...mail, to });
    expect(delivery).toMatchObject({ ok: false, reason: expect.stringContaining('550 5.1.1') });
  });

  test.each(['temporary_failure', 'drop_connection', 'accept_then_drop'] as const)(
    'answers with %s, the mail may be tried again',
    async (kind) => {
      const to = newAddress();
      await breakMailTo({ kind, to, count: 1 });
      const failure: unknown = await sendMail(transport, { ...mail, to }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Fault);
      expect(failure).toMatchObject({ code: 'upstream_failed' });
      expect(await sendMail(transport, { ...mail, to })).toEqual({ ok: true });
      expect(new Set((await mailsTo(to)).map(({ messageId }) => messageId)).size).toBe(1);
    },
  );

  test('is not there, the mail may be tried again', async () => {
    const nowhere = createTransport(smtpOptions('smtp://127.0.0.1:1', ''));
    await expect(sendMail(nowhere, { ...mail, to: newAddress() })).rejects.toMatchObject({
      code: 'upstream_failed',
    });
    nowhere.close();
  });

  test('offers no encryption, no password is sent and the mail may be tried again', async () => {
    const url = new URL(inject('smtpUrl'));
    url.username = 'user%40example';
    const options = smtpOptions(url.href, 'from the secret');
    expect(options).toMatchObject({
      auth: { user: 'user@example', pass: 'from the secret' },
      requireTLS: true,
    });
    const withUser = createTransport(options);
    const to = newAddress();
    await expect(sendMail(withUser, { ...mail, to })).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(await mailsTo(to)).toEqual([]);
    withUser.close();
  });
});
