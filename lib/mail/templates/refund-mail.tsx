import type { RefundSource } from '@/lib/domain/refund';
import type { RefundMail as Facts } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout, OrderFooter } from '@/lib/mail/templates/layout';
import { Fact, Heading, Link, Paragraph } from '@/lib/mail/templates/parts';

/** How much comes back and why, what that means for the tickets, and how the money arrives. */
export function RefundMail({ facts, words }: { facts: Facts; words: MailWords }) {
  const { t, money, link } = words;
  const { order, effect, tickets } = facts;
  const amount = money(facts.amountMinor, order.currency);
  return (
    <Layout
      words={words}
      preview={t('refund.preview', { amount, code: order.code })}
      eyebrow={order.event.title}
      title={t('refund.title')}
      footer={<OrderFooter words={words} order={order} />}
    >
      <Paragraph>{t(`refund.why.${reasonOf(facts)}`)}</Paragraph>
      <Fact label={t('refund.amount')}>{amount}</Fact>
      {tickets.length === 0 ? null : (
        <Fact label={t('refund.tickets')}>
          {tickets.map((name, index) => (
            <span key={index}>
              {index === 0 ? null : <br />}
              {name}
            </span>
          ))}
        </Fact>
      )}
      <Paragraph>{t(`refund.effect.${effect}`)}</Paragraph>
      <Heading>{t('refund.when')}</Heading>
      <Paragraph>{t(`refund.method.${facts.method}`)}</Paragraph>
      <Paragraph>
        <Link href={link(`/orders/${order.id}`)}>{t('refund.order')}</Link>
      </Paragraph>
    </Layout>
  );
}

type Reason = 'requested' | 'part' | 'event_canceled' | 'late_payment' | 'paid_twice';

function reasonOf({ source, effect }: { source: RefundSource; effect: Facts['effect'] }): Reason {
  switch (source) {
    case 'late_payment':
      return effect === 'paid_twice' ? 'paid_twice' : 'late_payment';
    case 'event_canceled':
      return 'event_canceled';
    case 'buyer':
    case 'staff':
    case 'stripe':
      return effect === 'kept' ? 'part' : 'requested';
  }
}
