import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';
import { calendarOf } from '@/lib/mail/calendar';
import type { MailFacts } from '@/lib/mail/mail-facts';
import type { MailSite } from '@/lib/mail/mail-site';
import { type MailWords, mailWords } from '@/lib/mail/mail-words';
import type { MailAttachment } from '@/lib/mail/send-mail';
import { ClaimLinkMail } from '@/lib/mail/templates/claim-link-mail';
import { RefundMail } from '@/lib/mail/templates/refund-mail';
import { ReplyMail } from '@/lib/mail/templates/reply-mail';
import { SignInCodeMail } from '@/lib/mail/templates/sign-in-code-mail';
import { TicketsMail } from '@/lib/mail/templates/tickets-mail';
import { VoucherMail, voucherDeadlineText } from '@/lib/mail/templates/voucher-mail';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
}

/** A mail in both parts, from its facts alone. */
export async function renderMail(facts: MailFacts, site: MailSite): Promise<RenderedMail> {
  const words = mailWords(facts.locale, site);
  const html = await render(bodyOf(facts, words));
  return {
    subject: subjectOf(facts, words),
    html,
    text: toPlainText(html, {
      selectors: ['h1', 'h2'].map((selector) => ({ selector, options: { uppercase: false } })),
    }),
    attachments: attachmentsOf(facts, words),
  };
}

function bodyOf(facts: MailFacts, words: MailWords): ReactElement {
  switch (facts.kind) {
    case 'confirmation':
    case 'received':
      return <TicketsMail facts={facts} words={words} />;
    case 'voucher':
      return <VoucherMail facts={facts} words={words} />;
    case 'refund':
      return <RefundMail facts={facts} words={words} />;
    case 'reply':
      return <ReplyMail facts={facts} words={words} />;
    case 'comp_link':
    case 'move_link':
      return <ClaimLinkMail facts={facts} words={words} />;
    case 'sign_in_code':
      return <SignInCodeMail facts={facts} words={words} />;
  }
}

function subjectOf(facts: MailFacts, { t, site }: MailWords): string {
  switch (facts.kind) {
    case 'sign_in_code':
      return t('subject.sign_in_code', { site: site.name });
    case 'comp_link':
    case 'move_link':
      return t(`subject.${facts.kind}`, { event: facts.event.title });
    case 'voucher':
      return t('subject.voucher', { event: facts.order.event.title, deadline: voucherDeadlineText(facts) });
    case 'reply':
      return t('subject.reply', { event: facts.order.event.title, code: facts.order.code });
    case 'confirmation':
    case 'received':
    case 'refund':
      return t(`subject.${facts.kind}`, { event: facts.order.event.title });
  }
}

function attachmentsOf(facts: MailFacts, words: MailWords): readonly MailAttachment[] {
  if (facts.kind !== 'confirmation' && facts.kind !== 'received') return [];
  return [
    {
      filename: `${facts.order.event.slug}.ics`,
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: calendarOf(facts, words),
    },
  ];
}
