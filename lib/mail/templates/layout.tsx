import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import type { MailOrder } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { darkRules, styles } from '@/lib/mail/templates/palette';
import { Link, SmallPrint } from '@/lib/mail/templates/parts';

interface Frame {
  readonly words: MailWords;
  /** What the list of mails shows beside the subject. */
  readonly preview: string;
  /** Small, above the title: what it is about. */
  readonly eyebrow: string;
  readonly title: string;
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

/** One column that fits a phone. Loads nothing: no picture, font or counter from anywhere. */
export function Layout({ words, preview, eyebrow, title, footer, children }: Frame) {
  return (
    <Html lang={words.locale}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{title}</title>
        <style>{darkRules}</style>
      </Head>
      <Body className="surface" style={styles.body}>
        <Preview>{preview}</Preview>
        <Container className="card" style={styles.card}>
          <Section>
            <div style={styles.inside}>
              <Text className="muted" style={styles.eyebrow}>
                {eyebrow}
              </Text>
              <Heading className="text" style={styles.title}>
                {title}
              </Heading>
              {children}
              <Hr className="line" style={styles.rule} />
              {footer}
            </div>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

/** The end of every mail about an order: who stands behind it, where to ask, and the code to ask with. */
export function OrderFooter({ words: { t, site }, order }: { words: MailWords; order: MailOrder }) {
  const { organizer, contactEmail } = order.event;
  return (
    <>
      <SmallPrint>
        {t('footer.code')} {order.code}
      </SmallPrint>
      <SmallPrint>
        {t('footer.organizer')} {organizer}
      </SmallPrint>
      <SmallPrint>
        {t('footer.contact')} <Link href={`mailto:${contactEmail}`}>{contactEmail}</Link>
      </SmallPrint>
      <SmallPrint>{t('footer.why', { site: site.name })}</SmallPrint>
    </>
  );
}
