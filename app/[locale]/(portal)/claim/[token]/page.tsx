import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ClaimFacts } from '@/components/claim/claim-facts';
import { ClaimForm } from '@/components/claim/claim-form';
import { ClaimRefusalNotice } from '@/components/claim/claim-refusal-notice';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { runtime } from '@/lib/runtime';
import { findClaim, type Claim } from '@/lib/sales/find-claim';
import { claim } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim');
  // Whoever follows a link from here must not learn the token.
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' };
}

/** Where the link of a mail leads. Opening it changes nothing: mail programs look at links too. */
export default async function ClaimPage({ params }: PageProps<'/[locale]/claim/[token]'>) {
  const { locale, token } = await params;
  const viewer = await currentViewer();
  const { db, now } = runtime();
  const found = await findClaim(db, { token, now });
  const { common, fault, claim: words } = await getMessages();
  const t = await getTranslations('claim');
  const isTheirs = viewer !== undefined && found?.link.usedBy === viewer.id;
  return (
    <div className="flex max-w-prose flex-col gap-6">
      <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
      <NextIntlClientProvider messages={{ common, fault, claim: words }}>
        {isTheirs && <Taken />}
        {!isTheirs && found?.state !== 'open' && (
          <ClaimRefusalNotice refused={{ reason: found?.state ?? 'expired' }} />
        )}
        {found?.state === 'open' && (
          <Offer
            found={found}
            token={token}
            email={viewer?.email}
            signIn={signInPath(`/claim/${encodeURIComponent(token)}`, locale)}
          />
        )}
      </NextIntlClientProvider>
    </div>
  );
}

async function Taken() {
  const t = await getTranslations('claim.yours');
  return (
    <>
      <Notice tone="success" title={t('title')}>
        {t('text')}
      </Notice>
      <p>
        <ButtonLink href="/tickets">{t('action')}</ButtonLink>
      </p>
    </>
  );
}

interface OfferProps {
  readonly found: Claim;
  readonly token: string;
  /** Of the viewer; undefined when nobody is signed in. */
  readonly email: string | undefined;
  readonly signIn: string;
}

async function Offer({ found, token, email, signIn }: OfferProps) {
  const { link, event, tickets, days } = found;
  const t = await getTranslations('claim');
  return (
    <section aria-labelledby="offer" className="flex flex-col gap-4">
      <h2 id="offer" className="text-xl">
        {t(`${link.kind}.heading`)}
      </h2>
      <ClaimFacts
        eventTitle={event.title}
        timeZone={event.timeZone}
        tickets={tickets}
        days={days}
        expiresAt={link.expiresAt}
      />
      {email === undefined ? (
        <>
          <p>{t('signInNote')}</p>
          <p>
            <ButtonLink href={signIn}>{t('signIn')}</ButtonLink>
          </p>
        </>
      ) : (
        <>
          <p>{t(`${link.kind}.text`, { email })}</p>
          <ClaimForm action={claim} token={token} kind={link.kind} />
          <p className="text-sm text-text-muted">{t('other.text')}</p>
        </>
      )}
    </section>
  );
}
