import type { Queries } from '@/lib/db/client';
import type { outbox } from '@/lib/db/schema/operations';
import { inLocale } from '@/lib/domain/localized-text';
import type { ClaimLinkMail } from '@/lib/mail/mail-facts';
import { findOpenOffer } from '@/lib/sales/find-claim';
import type { Locale } from '@/messages/routing';

interface Gathering {
  readonly db: Queries;
  readonly row: typeof outbox.$inferSelect;
  readonly locale: Locale;
  readonly now: Date;
}

/** What a mail with a claim link says; undefined when the link is not open any more. The mail's key names the link. */
export async function claimLinkFacts(
  { db, row, locale, now }: Gathering,
  kind: ClaimLinkMail['kind'],
): Promise<ClaimLinkMail | undefined> {
  const offer = await findOpenOffer(db, { linkId: row.dedupeKey.slice(`${kind}:`.length), now });
  if (offer === undefined || row.secret === null) return undefined;
  const { event, tickets, link } = offer;
  return {
    kind,
    locale,
    event: {
      slug: event.slug,
      title: inLocale(event.title, locale),
      organizer: inLocale(event.organizer, locale),
      contactEmail: event.contactEmail,
      timeZone: event.timeZone,
    },
    tickets: tickets.map((name) => inLocale(name, locale)),
    token: row.secret.code,
    expiresAt: link.expiresAt,
  };
}
