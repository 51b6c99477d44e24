import type { ReactNode } from 'react';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';

/** Hands the watch page's words, and no others, to the browser. */
export async function WatchWords({ children }: { readonly children: ReactNode }) {
  const { common, fault, player, refusal, watch } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, fault, player, refusal, watch }}>
      {children}
    </NextIntlClientProvider>
  );
}
