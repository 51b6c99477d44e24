'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import type { MailKind } from '@/lib/domain/mail-kind';
import { ActEffect } from './act-effect';

export interface MailToResend {
  readonly key: string;
  readonly kind: MailKind;
  readonly toAddress: string;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly givenUpAt: Date | null;
}

interface ResendFieldsProps {
  /** Newest last. */
  readonly mails: readonly MailToResend[];
  /** The order's contact. */
  readonly to: string;
  readonly timeZone: string;
}

/** Which mail, with what became of it, and where it goes this time. */
export function ResendFields({ mails, to, timeZone }: ResendFieldsProps) {
  const t = useTranslations('admin.act');
  const locale = useLocale();
  const delivery = ({ toAddress, attempts, sentAt, givenUpAt }: MailToResend) => {
    if (sentAt !== null) {
      return t('resend.sent', { to: toAddress, at: formatDateTime({ at: sentAt, timeZone, locale }) });
    }
    return givenUpAt === null
      ? t('resend.waiting', { to: toAddress, attempts })
      : t('resend.given_up', { to: toAddress });
  };
  return (
    <>
      <Field id="resend-mail" label={t('resend.mail')}>
        <select name="mail" {...fieldControl({ id: 'resend-mail' })} defaultValue={mails.at(-1)?.key}>
          {mails.map((mail) => (
            <option key={mail.key} value={mail.key}>
              {isResendable(mail.kind) ? t(`mailKind.${mail.kind}`) : mail.kind} · {delivery(mail)}
            </option>
          ))}
        </select>
      </Field>
      <TextField
        id="resend-to"
        name="to"
        type="email"
        label={t('resend.to')}
        hint={t('resend.hint')}
        defaultValue={to}
        required
        autoComplete="off"
      />
      <ActEffect effects={[t('resend.effect')]} />
    </>
  );
}

function isResendable(kind: MailKind): kind is 'confirmation' | 'received' | 'refund' {
  return kind === 'confirmation' || kind === 'received' || kind === 'refund';
}
