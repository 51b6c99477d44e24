import { useTranslations } from 'next-intl';

const steps = ['test', 'buy', 'ticket', 'watch'] as const;

/** From test to show in four steps. */
export function HowItWorks() {
  const t = useTranslations('event.steps');
  return (
    <section aria-labelledby="how" className="flex flex-col gap-4">
      <h2 id="how" className="text-2xl">
        {t('title')}
      </h2>
      <ol className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map((step, index) => (
          <li key={step} className="flex flex-col gap-1 border-t-2 border-accent pt-3">
            <h3 className="text-base">
              {index + 1}. {t(`${step}.title`)}
            </h3>
            <p className="text-sm text-text-muted">{t(`${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
