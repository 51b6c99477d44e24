import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import { Link } from '@/components/ui/link';
import { type AuditFilterProblem, powers } from '@/lib/domain/audit-filter';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { AuditAddress } from './audit-address';

interface AuditFilterFormProps {
  readonly tab: 'acts' | 'looks';
  readonly typed: AuditAddress;
  readonly problems: readonly AuditFilterProblem[];
  readonly events: readonly { readonly id: string; readonly title: LocalizedText }[];
}

/** A plain GET form. Looks have neither act nor event. */
export function AuditFilterForm({ tab, typed, problems, events }: AuditFilterFormProps) {
  const t = useTranslations('admin.audit.filter');
  const wrongDays = problems.includes('days') ? t('wrongDays') : undefined;
  const wrongOrder = problems.includes('order') ? t('wrongOrder') : undefined;
  return (
    <form action="/admin/audit" aria-label={t('label')} className="flex flex-col gap-4">
      {tab === 'looks' && <input type="hidden" name="tab" value="looks" />}
      <div
        className={`grid items-start gap-3 sm:grid-cols-2 ${tab === 'acts' ? 'lg:grid-cols-3' : 'lg:grid-cols-4'}`}
      >
        <TextField
          id="who"
          label={t('who')}
          defaultValue={typed.who}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
        />
        <TextField
          id="order"
          label={t('order')}
          error={wrongOrder}
          defaultValue={typed.order}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
        />
        {tab === 'acts' && <ActFields typed={typed} events={events} />}
        <TextField id="from" type="date" label={t('from')} defaultValue={typed.from} error={wrongDays} />
        <TextField id="to" type="date" label={t('to')} defaultValue={typed.to} />
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Button type="submit">{t('submit')}</Button>
        <Link
          href={tab === 'looks' ? '/admin/audit?tab=looks' : '/admin/audit'}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
        >
          {t('clear')}
        </Link>
      </div>
    </form>
  );
}

function ActFields({ typed, events }: Pick<AuditFilterFormProps, 'typed' | 'events'>) {
  const t = useTranslations('admin.audit');
  const locale = useLocale();
  return (
    <>
      <Field id="power" label={t('filter.power')}>
        <select name="power" defaultValue={typed.power} {...fieldControl({ id: 'power' })}>
          <option value="">{t('filter.any')}</option>
          {powers.map((power) => (
            <option key={power} value={power}>
              {t(`power.${power}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="event" label={t('filter.event')}>
        <select name="event" defaultValue={typed.event} {...fieldControl({ id: 'event' })}>
          <option value="">{t('filter.any')}</option>
          {events.map(({ id, title }) => (
            <option key={id} value={id}>
              {inLocale(title, locale)}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}
