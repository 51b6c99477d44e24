import { formatClock, formatDay, formatDayAndClock, zoneName } from '@/lib/mail/format-moment';
import type { MailDay, MailOrder, TicketsMail as Facts } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout, OrderFooter } from '@/lib/mail/templates/layout';
import { Action, Amounts, Heading, Link, Paragraph, SmallPrint } from '@/lib/mail/templates/parts';

/** What was bought, when it begins, and the three places to go. */
export function TicketsMail({ facts, words }: { facts: Facts; words: MailWords }) {
  const { t, money, link } = words;
  const { kind, order, lines, totalMinor, days } = facts;
  const amount = (minor: number) => (minor === 0 ? t('tickets.free') : money(minor, order.currency));
  return (
    <Layout
      words={words}
      preview={t('tickets.preview', { start: firstStart(facts), code: order.code })}
      eyebrow={order.event.title}
      title={t(`tickets.${kind}.title`)}
      footer={<OrderFooter words={words} order={order} />}
    >
      <Paragraph>{t(`tickets.${kind}.text`)}</Paragraph>
      <Heading>{t('tickets.days')}</Heading>
      {days.map((day) => (
        <Day key={day.id} day={day} order={order} words={words} />
      ))}
      <SmallPrint>{t('tickets.calendar')}</SmallPrint>
      <Heading>{t('tickets.test.title')}</Heading>
      <Paragraph>{t('tickets.test.text')}</Paragraph>
      <Action href={link(`/test-playback?event=${order.event.slug}`)}>{t('tickets.test.action')}</Action>
      <Heading>{t('tickets.mine.title')}</Heading>
      <Paragraph>
        {t('tickets.mine.text')}
        <br />
        <Link href={link('/tickets')}>{t('tickets.mine.action')}</Link>
      </Paragraph>
      <Heading>{t('tickets.order')}</Heading>
      <Amounts
        rows={[
          ...lines.map((line) => [line.name, amount(line.amountMinor)] as const),
          [t('tickets.total'), amount(totalMinor)],
        ]}
      />
    </Layout>
  );
}

function Day({ day, order, words }: { day: MailDay; order: MailOrder; words: MailWords }) {
  const { t, locale, link } = words;
  const { slug, timeZone } = order.event;
  const at = (moment: Date) => ({ at: moment, timeZone, locale });
  return (
    <Paragraph>
      <strong>{day.title}</strong>
      <br />
      {formatDay(at(day.startsAt))}
      <br />
      {t('tickets.times', {
        doors: formatClock(at(day.doorsAt)),
        start: formatClock(at(day.startsAt)),
        zone: zoneName(at(day.startsAt)),
      })}
      <br />
      <Link href={link(`/watch/${slug}?day=${day.position}`)}>{t('tickets.watch')}</Link>
    </Paragraph>
  );
}

function firstStart({ days, order, locale }: Facts): string {
  const [first] = days;
  if (first === undefined) throw new Error('a mail about tickets without a day');
  return formatDayAndClock({ at: first.startsAt, timeZone: order.event.timeZone, locale });
}
