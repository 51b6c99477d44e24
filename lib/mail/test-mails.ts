import type {
  MailFacts,
  MailOrder,
  ClaimLinkMail,
  RefundMail,
  ReplyMail,
  TicketsMail,
  VoucherMail,
} from '@/lib/mail/mail-facts';
import type { MailSite } from '@/lib/mail/mail-site';
import type { Locale } from '@/messages/routing';

export const testSite: MailSite = { name: 'Portal', domain: 'mail.example', url: 'https://portal.example' };

const order: MailOrder = {
  id: 'ord_1',
  code: 'K7QX-29MD',
  currency: 'JPY',
  event: {
    slug: 'harbor',
    title: 'みなと <b>音楽祭</b>',
    organizer: 'みなと実行委員会',
    contactEmail: 'support@harbor.example',
    timeZone: 'Asia/Tokyo',
  },
};

export function ticketsMail(locale: Locale, kind: 'confirmation' | 'received' = 'confirmation'): TicketsMail {
  const day = (id: string, position: number, startsAt: string) => ({
    id,
    position,
    title: `Day ${position}`,
    doorsAt: new Date(Date.parse(startsAt) - 3_600_000),
    startsAt: new Date(startsAt),
    endsAt: new Date(Date.parse(startsAt) + 7_200_000),
  });
  const days = [day('ent_1', 1, '2026-10-03T09:00:00Z'), day('ent_2', 2, '2026-10-04T16:30:00Z')];
  return { kind, locale, order, lines: [{ name: 'Pass', amountMinor: 7000 }], totalMinor: 7000, days };
}

export function voucherMail(locale: Locale): VoucherMail {
  return {
    kind: 'voucher',
    locale,
    order,
    amountMinor: 7000,
    voucher: {
      url: 'https://payments.stripe.com/konbini/voucher/1',
      expiresAt: '2026-10-01T14:59:59.000Z',
      stores: [
        { chain: 'lawson', paymentCode: '111111', confirmationNumber: '22222222222' },
        { chain: 'newmart', paymentCode: '333333' },
      ],
    },
  };
}

export function refundMail(locale: Locale, changes: Partial<RefundMail> = {}): RefundMail {
  return {
    kind: 'refund',
    locale,
    order,
    amountMinor: 2500,
    source: 'staff',
    method: 'card',
    effect: 'returned',
    tickets: ['Day 1 ticket'],
    ...changes,
  };
}

export function replyMail(locale: Locale, text: string): ReplyMail {
  return { kind: 'reply', locale, order, text };
}

export function claimLinkMail(locale: Locale, kind: ClaimLinkMail['kind']): ClaimLinkMail {
  const expiresAt = new Date('2026-10-04T18:30:00Z');
  return {
    kind,
    locale,
    event: order.event,
    tickets: ['Day 1 ticket'],
    token: 'a-token_of-43-letters',
    expiresAt,
  };
}

/** One of every kind. */
export function testMails(locale: Locale): readonly MailFacts[] {
  return [
    ticketsMail(locale),
    ticketsMail(locale, 'received'),
    voucherMail(locale),
    refundMail(locale),
    replyMail(locale, 'みなと <b>音楽祭</b>\nhttps://portal.example/tickets\n\nhttps://elsewhere.example/'),
    claimLinkMail(locale, 'comp_link'),
    claimLinkMail(locale, 'move_link'),
    { kind: 'sign_in_code', locale, code: '048213' },
  ];
}
