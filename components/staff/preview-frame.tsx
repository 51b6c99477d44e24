import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, fieldControl } from '@/components/ui/field';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Link } from '@/components/ui/link';
import { type PreviewMoment, previewMoments } from '@/lib/domain/planned-view';

interface PreviewFrameProps {
  /** Of the page that this stands on. */
  readonly address: string;
  readonly chosen: {
    readonly lang: 'ja' | 'en';
    readonly width: 'phone' | 'desktop';
    readonly moment: PreviewMoment;
  };
  readonly moments: Readonly<Partial<Record<PreviewMoment, Date>>>;
  readonly timeZone: string;
}

/** Language, width and moment to choose, and the audience's page in a frame of that width. */
export function PreviewFrame({ address, chosen, moments, timeZone }: PreviewFrameProps) {
  const t = useTranslations('admin.preview');
  const locale = useLocale();
  const { lang, width, moment } = chosen;
  const time = (at: Date) => formatDateTime({ at, timeZone, locale });
  const src = `${address}/page?lang=${lang}&at=${moment}`;
  const names = previewMoments.filter((name) => moments[name] !== undefined);
  const at = moments[moment];
  return (
    <>
      <form action={address} className="flex flex-wrap items-end gap-4">
        <Select
          id="lang"
          label={t('language')}
          value={lang}
          options={(['ja', 'en'] as const).map((value) => [value, t(`languages.${value}`)])}
        />
        <Select
          id="width"
          label={t('width')}
          value={width}
          options={(['phone', 'desktop'] as const).map((value) => [value, t(`widths.${value}`)])}
        />
        <Select
          id="at"
          label={t('moment')}
          value={moment}
          options={names.map((name) => [name, t(`moments.${name}`)])}
        />
        <Button type="submit">{t('show')}</Button>
      </form>
      {names.length === 1 && <p className="text-text-muted">{t('none')}</p>}
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-x-6 text-text-muted">
          {at !== undefined && <span>{t('at', { time: time(at) })}</span>}
          <Link href={src} className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t('open')}
          </Link>
        </p>
        <div
          role="region"
          aria-label={t('frame')}
          // Wider than a phone: the keyboard scrolls it too.
          tabIndex={0}
          className="overflow-x-auto rounded-card border border-border-strong bg-surface-sunken"
        >
          <iframe
            key={src}
            src={src}
            title={t('frame')}
            width={width === 'phone' ? 390 : 1280}
            height={844}
            className="mx-auto block max-w-none bg-surface"
          />
        </div>
      </div>
    </>
  );
}

interface SelectProps {
  /** Of the control, and its name in the address. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

function Select({ id, label, value, options }: SelectProps) {
  return (
    <div className="w-full sm:w-72">
      <Field id={id} label={label}>
        <select name={id} defaultValue={value} key={value} {...fieldControl({ id })}>
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}
