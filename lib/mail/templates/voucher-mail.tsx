import type { VoucherMail as Facts } from '@/lib/mail/mail-facts';
import { formatDayAndClock } from '@/lib/mail/format-moment';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout, OrderFooter } from '@/lib/mail/templates/layout';
import { Action, Fact, Heading, Link, Paragraph } from '@/lib/mail/templates/parts';

/** What to pay, until when, and the numbers that the machine or counter of each chain asks for. */
export function VoucherMail({ facts, words }: { facts: Facts; words: MailWords }) {
  const { t, money, link } = words;
  const { order, voucher } = facts;
  const amount = money(facts.amountMinor, order.currency);
  const deadline = voucherDeadlineText(facts);
  return (
    <Layout
      words={words}
      preview={t('voucher.preview', { amount, deadline })}
      eyebrow={order.event.title}
      title={t('voucher.title')}
      footer={<OrderFooter words={words} order={order} />}
    >
      <Paragraph>{t('voucher.text')}</Paragraph>
      <Fact label={t('voucher.amount')}>{amount}</Fact>
      <Fact label={t('voucher.deadline')}>{deadline}</Fact>
      <Paragraph>{t('voucher.after')}</Paragraph>
      {voucher.url === '' ? null : (
        <>
          <Paragraph>{t('voucher.actionText')}</Paragraph>
          <Action href={voucher.url}>{t('voucher.action')}</Action>
        </>
      )}
      <Heading>{t('voucher.stores')}</Heading>
      {voucher.stores.map((store) => (
        <Paragraph key={store.chain}>
          <strong>{chainName(store.chain, words)}</strong>
          <br />
          {t('voucher.paymentCode')} <strong>{store.paymentCode}</strong>
          {store.confirmationNumber === undefined ? null : (
            <>
              <br />
              {t('voucher.confirmationNumber')} <strong>{store.confirmationNumber}</strong>
            </>
          )}
        </Paragraph>
      ))}
      <Paragraph>
        <Link href={link(`/orders/${order.id}`)}>{t('voucher.order')}</Link>
      </Paragraph>
    </Layout>
  );
}

/** Always in Japan's time: that is where the shops are. */
export function voucherDeadlineText({ voucher, locale }: Facts): string {
  return formatDayAndClock({ at: new Date(voucher.expiresAt), timeZone: 'Asia/Tokyo', locale });
}

const chains = ['familymart', 'lawson', 'ministop', 'seicomart'] as const;

/** A chain that is new at Stripe is called as Stripe calls it. */
function chainName(chain: string, { t }: MailWords): string {
  const known = chains.find((name) => name === chain);
  return known === undefined ? chain : t(`chain.${known}`);
}
