import { formatDayAndClock } from '@/lib/mail/format-moment';
import type { ClaimLinkMail as Facts } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout } from '@/lib/mail/templates/layout';
import { Action, Fact, Link, Paragraph, SmallPrint } from '@/lib/mail/templates/parts';

/** A link that gives tickets to whoever opens it, signed in, and presses the button there. Opening it alone does nothing. */
export function ClaimLinkMail({ facts, words }: { facts: Facts; words: MailWords }) {
  const { t, link, locale } = words;
  const { kind, event, tickets, token, expiresAt } = facts;
  return (
    <Layout
      words={words}
      preview={t(`${kind}.preview`, { event: event.title })}
      eyebrow={event.title}
      title={t(`${kind}.title`)}
      footer={
        <>
          <SmallPrint>
            {t('footer.organizer')} {event.organizer}
          </SmallPrint>
          <SmallPrint>
            {t('footer.contact')} <Link href={`mailto:${event.contactEmail}`}>{event.contactEmail}</Link>
          </SmallPrint>
        </>
      }
    >
      <Paragraph>{t(`${kind}.text`, { organizer: event.organizer })}</Paragraph>
      <Fact label={t('claimLink.tickets')}>
        {tickets.map((name, index) => (
          <span key={index}>
            {index === 0 ? null : <br />}
            {name}
          </span>
        ))}
      </Fact>
      <Fact label={t('claimLink.until')}>
        {formatDayAndClock({ at: expiresAt, timeZone: event.timeZone, locale })}
      </Fact>
      <Action href={link(`/claim/${token}`)}>{t(`${kind}.action`)}</Action>
      <SmallPrint>{t(`${kind}.note`)}</SmallPrint>
    </Layout>
  );
}
