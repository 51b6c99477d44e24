import { Text } from '@react-email/text';
import { SIGN_IN_CODE_MINUTES } from '@/lib/domain/sign-in-code';
import type { SignInCodeMail as Facts } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';
import { Layout } from '@/lib/mail/templates/layout';
import { styles } from '@/lib/mail/templates/palette';
import { Paragraph, SmallPrint } from '@/lib/mail/templates/parts';

/** Six digits and no link: nothing in it signs anyone in by a tap. */
export function SignInCodeMail({ facts, words: { t, site, ...words } }: { facts: Facts; words: MailWords }) {
  const minutes = String(SIGN_IN_CODE_MINUTES);
  return (
    <Layout
      words={{ t, site, ...words }}
      preview={t('signInCode.preview', { code: facts.code, minutes })}
      eyebrow={site.name}
      title={t('signInCode.title')}
      footer={
        <SmallPrint>
          {t('signInCode.sender', { site: `${site.name} (${new URL(site.url).host})` })}
        </SmallPrint>
      }
    >
      <Paragraph>{t('signInCode.text')}</Paragraph>
      <Text className="sunken" style={styles.code}>
        {facts.code}
      </Text>
      <Paragraph>{t('signInCode.until', { minutes })}</Paragraph>
      <Paragraph>{t('signInCode.ignore')}</Paragraph>
    </Layout>
  );
}
