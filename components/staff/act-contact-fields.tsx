import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/field';
import { ActEffect } from './act-effect';

/** The new contact beside the old one. */
export function ContactFields({ from }: { readonly from: string }) {
  const t = useTranslations('admin.act');
  return (
    <>
      <TextField
        id="contact-email"
        name="contactEmail"
        type="email"
        label={t('contact.label')}
        hint={t('contact.now', { from })}
        required
        autoComplete="off"
      />
      <ActEffect effects={[t('contact.effect'), t('contact.login')]} />
    </>
  );
}
