import { useTranslations } from 'next-intl';

/** What an act will do, before it is done; read out when a choice changes it. */
export function ActEffect({ effects }: { readonly effects: readonly string[] }) {
  const t = useTranslations('admin.act');
  return (
    <div aria-live="polite" className="rounded-card bg-surface-sunken p-4">
      <h4 className="font-bold">{t('effect')}</h4>
      <ul className="list-disc pl-5">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </div>
  );
}
