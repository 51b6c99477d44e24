import type { ReactNode } from 'react';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';

/** Hands the player's words, and no others, to the browser. */
export async function PlayerWords({ children }: { readonly children: ReactNode }) {
  const { common, fault, player, refusal, testPlayback } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, fault, player, refusal, testPlayback }}>
      {children}
    </NextIntlClientProvider>
  );
}
