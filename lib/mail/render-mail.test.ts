import { describe, expect, test } from 'vitest';
import type { MailFacts } from '@/lib/mail/mail-facts';
import { renderMail } from '@/lib/mail/render-mail';
import {
  claimLinkMail,
  refundMail,
  testMails,
  testSite,
  ticketsMail,
  voucherMail,
} from '@/lib/mail/test-mails';

const locales = ['ja', 'en'] as const;
const every = locales.flatMap((locale) =>
  testMails(locale).map((facts) => [`${facts.kind} (${locale})`, facts] as const),
);

const read = (facts: MailFacts) => renderMail(facts, testSite);

function addressesIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address);
}

describe.each(every)('%s', (_name, facts) => {
  test('loads nothing from anywhere and leads only to the portal, the contact or Stripe', async () => {
    const { html } = await read(facts);
    expect(html).not.toMatch(/<(img|script|link|iframe|form|base)\b|url\(|@import/i);
    const foreign = addressesIn(html).filter(
      (address) =>
        !/^(https:\/\/portal\.example\/|mailto:support@harbor\.example$|https:\/\/payments\.stripe\.com\/)/.test(
          address,
        ),
    );
    expect(foreign).toEqual([]);
  });

  test('is in its language, with texts from the event made harmless', async () => {
    const { html, text, subject } = await read(facts);
    expect(html).toContain(`lang="${facts.locale}"`);
    expect(html).not.toContain('<b>音楽祭');
    expect(`${subject}${text}`).not.toMatch(/mail\.[a-z]|\{|undefined|\[object/);
  });
});

describe.each(every.filter(([, { kind }]) => kind !== 'sign_in_code'))('%s', (_name, facts) => {
  test('begins with the event and ends with organizer, contact and, where there is one, order code, in both parts', async () => {
    const { subject, html, text } = await read(facts);
    expect(subject).toMatch(/^みなと <b>音楽祭<\/b>/);
    const end = text.slice(text.lastIndexOf('-----'));
    const code = 'order' in facts ? [facts.order.code] : [];
    for (const fact of ['みなと実行委員会', 'support@harbor.example', ...code]) {
      expect(end).toContain(fact);
      expect(html).toContain(fact);
    }
  });
});

test('a confirmation tells each day in venue time, the total, and where to test, look and watch', async () => {
  const { text } = await read(ticketsMail('ja'));
  expect(text).toContain('2026年10月3日(土)\n17:00 開場、18:00 開演（JST）');
  expect(text).toContain('2026年10月5日(月)\n00:30 開場、01:30 開演（JST）');
  expect(text).toMatch(/合計（税込）\s+￥7,000/);
  expect(text).toContain('https://portal.example/test-playback?event=harbor');
  expect(text).toContain('https://portal.example/tickets');
  expect(text).toContain('https://portal.example/watch/harbor?day=2');
});

test.each(['comp_link', 'move_link'] as const)(
  '%s leads to the one page of its link and names its end',
  async (kind) => {
    const { text } = await read(claimLinkMail('ja', kind));
    expect(text).toContain('https://portal.example/claim/a-token_of-43-letters');
    expect(text).toContain('10月5日(月) 03:30 JST');
  },
);

test('links of an English mail open English pages', async () => {
  const { text } = await read(ticketsMail('en'));
  expect(text).toContain('https://portal.example/en/watch/harbor?day=1');
  expect(text).toContain('Sat, Oct 3, 2026\nDoors 17:00, start 18:00 (JST)');
});

test('a voucher tells amount, deadline in Japan and the numbers of each chain', async () => {
  const { subject, text } = await read({ ...voucherMail('en') });
  expect(subject).toContain('Thu, Oct 1, 23:59 JST');
  expect(text).toContain('Amount\n¥7,000');
  expect(text).toContain('Lawson\nPayment code 111111\nConfirmation number 22222222222');
  expect(text).toContain('newmart\nPayment code 333333\n');
  expect(text).toContain('https://payments.stripe.com/konbini/voucher/1');
  expect(text).toContain('https://portal.example/en/orders/ord_1');
});

describe('a refund says what is true of it', () => {
  test.each([
    [{}, ['We are refunding your order', 'Day 1 ticket', 'can no longer be used', 'to the card']],
    [{ source: 'event_canceled' }, ['has been canceled', 'can no longer be used']],
    [
      { source: 'late_payment', effect: 'never_given' },
      ['could not give you a ticket', 'No ticket was issued'],
    ],
    [{ source: 'late_payment', effect: 'paid_twice' }, ['paid twice', 'remain valid']],
    [{ source: 'stripe', effect: 'kept' }, ['part of your order', 'remain valid']],
    [{ method: 'konbini' }, ['will ask you for the account in a separate mail']],
    [{ method: 'paypay' }, ['PayPay account']],
  ] as const)('%o', async (changes, sentences) => {
    const { text } = await read(refundMail('en', changes));
    for (const sentence of sentences) expect(text).toContain(sentence);
  });
});

test('a sign-in code is six digits and nothing to tap', async () => {
  const { subject, html, text } = await read({ kind: 'sign_in_code', locale: 'ja', code: '048213' });
  expect(addressesIn(html)).toEqual([]);
  expect(text).toMatch(/^048213$/m);
  expect(subject).not.toContain('048213');
});
