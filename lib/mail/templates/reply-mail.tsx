import { Fragment } from 'react';
import type { ReplyMail as Facts } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout, OrderFooter } from '@/lib/mail/templates/layout';
import { Link, Paragraph, SmallPrint } from '@/lib/mail/templates/parts';

/** What staff have written, as they wrote it. Addresses of the portal can be pressed; others are text. */
export function ReplyMail({ facts, words }: { facts: Facts; words: MailWords }) {
  const { t, site } = words;
  const { order, text } = facts;
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <Layout
      words={words}
      preview={(paragraphs[0] ?? '').replaceAll('\n', ' ').slice(0, 100)}
      eyebrow={order.event.title}
      title={t('reply.title')}
      footer={<OrderFooter words={words} order={order} />}
    >
      {paragraphs.map((paragraph, index) => (
        <Paragraph key={index}>
          {paragraph.split('\n').map((line, n) => (
            <Fragment key={n}>
              {n === 0 ? null : <br />}
              <Line text={line} siteUrl={site.url} />
            </Fragment>
          ))}
        </Paragraph>
      ))}
      <SmallPrint>{t('reply.answer')}</SmallPrint>
    </Layout>
  );
}

function Line({ text, siteUrl }: { text: string; siteUrl: string }) {
  const { origin } = new URL(siteUrl);
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    part === origin || part.startsWith(`${origin}/`) ? (
      <Link key={index} href={part}>
        {part}
      </Link>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
