import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface SalesFilterProps {
  readonly events: readonly { readonly id: string; readonly title: LocalizedText }[];
  readonly eventId: string;
  /** As it was typed. */
  readonly from: string;
  readonly to: string;
  readonly isWrong: boolean;
}

/** Which event and which days: a plain GET form, so that each view has an address of its own. */
export function SalesFilter({ events, eventId, from, to, isWrong }: SalesFilterProps) {
  const t = useTranslations('admin.sales.filter');
  const locale = useLocale();
  return (
    <>
      {isWrong && (
        <Notice tone="warning" title={t('wrong')}>
          {t('wrongText')}
        </Notice>
      )}
      <form action="/admin/sales" aria-label={t('label')} className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto] lg:items-end">
          <Field id="event" label={t('event')}>
            <select name="event" defaultValue={eventId} {...fieldControl({ id: 'event' })}>
              {events.map(({ id, title }) => (
                <option key={id} value={id}>
                  {inLocale(title, locale)}
                </option>
              ))}
            </select>
          </Field>
          <TextField id="from" type="date" label={t('from')} defaultValue={from} />
          <TextField id="to" type="date" label={t('to')} defaultValue={to} />
          <Button type="submit">{t('submit')}</Button>
        </div>
        <p className="text-sm text-text-muted">{t('hint')}</p>
      </form>
    </>
  );
}
