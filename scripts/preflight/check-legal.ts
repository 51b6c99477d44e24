import { type CheckLine, go, noGo } from './check-line';
import { isPublicSite } from './public-site';
import type { PlannedShow } from './planned-shows';

const PLACEHOLDER = /lorem|\btodo\b|\btbd\b|\bxxx+\b|placeholder|dummy|未定|ここに|サンプル|仮文/i;
/** RFC 2606 and RFC 6761. */
const NOBODYS_DOMAIN = /@(.+\.)?(example|test|invalid|localhost)(\.[a-z.]+)?$/i;
const texts = ['title', 'tagline', 'description', 'organizer', 'refundTerms'] as const;

/** What the law wants on the ticket page and the last page before paying is there, in every language. */
export function checkLegal(show: PlannedShow, appUrl: string): CheckLine {
  const what = `${show.slug}: texts that the law wants`;
  const bad = [
    ...texts.flatMap((name) =>
      (['ja', 'en'] as const).flatMap((locale) => (isText(show[name][locale]) ? [] : [`${name}.${locale}`])),
    ),
    ...(isMail(show.contactEmail, appUrl) ? [] : ['contactEmail']),
  ];
  if (bad.length === 0) return go(what, 'in ja and en, and an address to write to');
  return noGo(what, `empty or a placeholder: ${bad.join(', ')}`, 'Correct the event file (docs/events.md).');
}

function isText(text: string): boolean {
  return text.trim() !== '' && !PLACEHOLDER.test(text);
}

function isMail(address: string, appUrl: string): boolean {
  return (
    /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) && !(isPublicSite(appUrl) && NOBODYS_DOMAIN.test(address))
  );
}
