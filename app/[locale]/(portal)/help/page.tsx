import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { listEvents } from '@/lib/catalog/list-events';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';

export const revalidate = 300;

export function generateStaticParams() {
  return [];
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('help');
  return { title: t('title') };
}

const playback = ['test', 'account', 'device', 'browser', 'network'] as const;
const tickets = ['missing', 'konbini', 'charged', 'refund'] as const;

/** What to try first, in the order that helps most people, and whom to write to. */
export default async function HelpPage() {
  const t = await getTranslations('help');
  const locale = await getLocale();
  const events = await listEvents(runtime().db);
  const hasKonbini = env().PAYMENT_METHODS.includes('konbini');
  const questions = tickets.filter((question) => question !== 'konbini' || hasKonbini);
  return (
    <div className="flex max-w-prose flex-col gap-10">
      <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
      <section aria-labelledby="help-playback" className="flex flex-col gap-4">
        <h2 id="help-playback" className="text-xl">
          {t('playback.title')}
        </h2>
        <ol className="flex list-decimal flex-col gap-3 pl-6">
          {playback.map((step) => (
            <li key={step}>{t(`playback.${step}`)}</li>
          ))}
        </ol>
        <div>
          <ButtonLink href="/test-playback">{t('playback.action')}</ButtonLink>
        </div>
      </section>
      <section aria-labelledby="help-tickets" className="flex flex-col gap-4">
        <h2 id="help-tickets" className="text-xl">
          {t('tickets.title')}
        </h2>
        <dl className="flex flex-col gap-4">
          {questions.map((question) => (
            <div key={question} className="flex flex-col gap-1">
              <dt className="font-bold">{t(`tickets.${question}.question`)}</dt>
              <dd>{t(`tickets.${question}.answer`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="help-contact" className="flex flex-col gap-4">
        <h2 id="help-contact" className="text-xl">
          {t('contact.title')}
        </h2>
        <p>{t('contact.text')}</p>
        <ul className="flex flex-col gap-2">
          {events.map((event) => (
            <li key={event.slug} className="flex flex-wrap gap-x-3">
              {inLocale(event.title, locale)}
              <Link href={`mailto:${event.contactEmail}`}>{event.contactEmail}</Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
