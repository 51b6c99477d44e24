import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { KeyboardList } from './keyboard-list';
import { RecordingNotice } from './recording-notice';

interface WatchHelpProps {
  readonly slug: string;
  readonly contactEmail: string;
}

/** Where to turn when there is no picture, within reach of the picture. */
export function WatchHelp({ slug, contactEmail }: WatchHelpProps) {
  const t = useTranslations('watch');
  const links = [
    { href: `/test-playback?event=${slug}`, text: t('test') },
    { href: '/help', text: t('help') },
    { href: `mailto:${contactEmail}`, text: t('contact') },
  ];
  return (
    <section aria-labelledby="watch-help" className="flex flex-col gap-2">
      <h2 id="watch-help" className="text-lg">
        {t('helpTitle')}
      </h2>
      <p className="text-sm text-text-muted">{t('helpText')}</p>
      <ul className="flex flex-wrap gap-x-4">
        {links.map(({ href, text }) => (
          <li key={href}>
            <Link
              href={href}
              className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
      <details>
        <summary className="py-2 font-bold">{t('keysTitle')}</summary>
        <KeyboardList />
      </details>
      <h2 className="mt-4 text-lg">{t('noRecordingTitle')}</h2>
      <RecordingNotice />
    </section>
  );
}
