import { useTranslations } from 'next-intl';

const steps = ['choose', 'pay'] as const;

/** Where the buyer is in the purchase. */
export function CheckoutSteps({ current }: { readonly current: (typeof steps)[number] }) {
  const t = useTranslations('checkout');
  return (
    <ol aria-label={t('steps')} className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          {...(step === current ? { 'aria-current': 'step' as const } : {})}
          className={step === current ? 'border-b-2 border-accent font-bold' : 'text-text-muted'}
        >
          {index + 1}. {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
