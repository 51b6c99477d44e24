import { useTranslations } from 'next-intl';

const rules = ['sale', 'refund', 'spread', 'lost', 'stray'] as const;

/** What counts when, for whoever compares the figures with another book. */
export function SalesRules() {
  const t = useTranslations('admin.sales.rules');
  return (
    <details>
      <summary className="min-h-6 font-bold text-accent underline underline-offset-4">{t('title')}</summary>
      <ul className="flex max-w-prose list-disc flex-col gap-1 pt-3 pl-6">
        {rules.map((rule) => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </ul>
    </details>
  );
}
