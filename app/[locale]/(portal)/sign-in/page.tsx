import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { AuthForm } from '@/components/sign-in/auth-form';
import { MailSignIn } from '@/components/sign-in/mail-sign-in';
import { Notice } from '@/components/ui/notice';
import { findPendingSignInCode } from '@/lib/auth/pending-sign-in-code';
import { safeReturnPath } from '@/lib/auth/return-path';
import { currentViewer } from '@/lib/auth/viewer';
import { env } from '@/lib/config/env';
import { signInBrowserOf } from '@/lib/http/sign-in-cookie';
import { runtime } from '@/lib/runtime';
import { goTo } from '../../go-to';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: PageProps<'/[locale]/sign-in'>) {
  const { locale } = await params;
  const { next, error, again } = await searchParams;
  const isAgain = again === '1';
  const isInterrupted = typeof next !== 'string' && typeof error === 'string';
  const returnPath = isInterrupted
    ? await interruptedReturnPath()
    : safeReturnPath(typeof next === 'string' ? next : undefined);
  if (!isAgain && (await currentViewer()) !== undefined) goTo(returnPath);
  if (typeof error === 'string' && locale === 'ja' && /^\/en(\/|$)/.test(returnPath)) {
    // next-auth comes back to one address, in one language.
    goTo(`/en/sign-in?${new URLSearchParams({ error, next: returnPath }).toString()}`);
  }
  const t = await getTranslations('signIn');
  if (isAgain) return <SignInAgain returnPath={returnPath} />;
  const { common, fault, signIn } = await getMessages();
  const problem = typeof error === 'string' ? problemOf(error) : undefined;
  return (
    <div className="flex max-w-prose flex-col gap-6">
      <h1 className="text-3xl">{t('title')}</h1>
      {problem !== undefined && (
        <Notice tone="danger" title={t(`error.${problem}.title`)}>
          {t(`error.${problem}.text`)}
        </Notice>
      )}
      <NextIntlClientProvider messages={{ common, fault, signIn }}>
        <MailSignIn pending={await pendingCode()} returnPath={returnPath}>
          <div className="flex flex-col gap-2">
            <p>{t('text')}</p>
            <p className="text-text-muted">{t('same')}</p>
          </div>
          <div className="flex flex-col gap-3">
            <AuthForm
              action="/api/auth/signin/oidc"
              returnPath={returnPath}
              label={t('button', { provider: env().OIDC_NAME })}
              pendingLabel={t('pending')}
            />
            <AuthForm
              // The provider may know this browser already and would let the same account in unasked.
              action="/api/auth/signin/oidc?prompt=login"
              returnPath={returnPath}
              label={t('other')}
              pendingLabel={t('pending')}
              variant="quiet"
            />
          </div>
        </MailSignIn>
      </NextIntlClientProvider>
    </div>
  );
}

/** For staff whose sign-in is too old: the provider asks anew and says when it did. A mailed code would give no powers. */
async function SignInAgain({ returnPath }: { readonly returnPath: string }) {
  const t = await getTranslations('signIn');
  return (
    <div className="flex max-w-prose flex-col gap-6">
      <h1 className="text-3xl">{t('again.title')}</h1>
      <p>{t('again.text')}</p>
      <AuthForm
        action="/api/auth/signin/oidc?prompt=login&max_age=0"
        returnPath={returnPath}
        label={t('button', { provider: env().OIDC_NAME })}
        pendingLabel={t('pending')}
      />
    </div>
  );
}

/** The code that this browser asked for before a reload. */
async function pendingCode() {
  const browser = signInBrowserOf((await headers()).get('cookie'));
  if (browser === undefined) return undefined;
  const { db, now } = runtime();
  return findPendingSignInCode(db, { browser, now });
}

/** Where a sign-in that failed on the way was to lead: next-auth keeps it in a cookie. */
async function interruptedReturnPath(): Promise<string> {
  const jar = await cookies();
  const kept = jar.get('__Secure-next-auth.callback-url') ?? jar.get('next-auth.callback-url');
  const origin = new URL(env().APP_URL).origin;
  return safeReturnPath(kept?.value.startsWith(`${origin}/`) ? kept.value.slice(origin.length) : undefined);
}

/** The `error` values of next-auth v4 that people can do something about. */
function problemOf(error: string) {
  switch (error) {
    case 'AddressNotVerified':
    case 'AccessDenied':
    case 'OAuthCallback':
      return error;
    case 'Callback':
      return 'OAuthCallback';
    default:
      return 'other';
  }
}
