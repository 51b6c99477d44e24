'use client';

import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { localizedPath } from '@/messages/localized-path';
import { awaitConfirmation, type ScreenStep } from './await-confirmation';
import { ShownCodeCard } from './shown-code-card';

interface WaitingScreenProps {
  /** Of this site, such as `https://tickets.example.com`. */
  readonly origin: string;
}

/** A screen that nobody is signed in on: it shows a code until a viewer confirms it, and then the show. */
export function WaitingScreen({ origin }: WaitingScreenProps) {
  const t = useTranslations('screen.show');
  const fault = useTranslations('fault.unavailable');
  const locale = useLocale();
  const [step, setStep] = useState<ScreenStep>({ name: 'preparing' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    void awaitConfirmation({
      signal: over.signal,
      onStep: (next) => {
        setStep(next);
        if (next.name !== 'opening') return;
        // The code is spent: nobody comes back to it.
        window.location.replace(localizedPath(`/watch/${next.slug}?day=${next.day}`, locale));
      },
    });
    return () => over.abort();
  }, [round, locale]);

  const again = (
    <Button variant="secondary" onClick={() => setRound((count) => count + 1)}>
      {t('newCode')}
    </Button>
  );
  switch (step.name) {
    case 'preparing':
      return <Notice tone="info" title={t('preparing')} />;
    case 'shown':
      return (
        <ShownCodeCard
          key={step.code.id}
          code={step.code.code}
          seconds={step.code.expiresInSeconds}
          address={origin + localizedPath('/screen', locale)}
        />
      );
    case 'opening':
      return <Notice tone="success" title={t('opening')} />;
    case 'rested':
      return (
        <Notice tone="info" title={t('rested.title')}>
          <div className="flex flex-col items-start gap-3">
            <p>{t('rested.text')}</p>
            {again}
          </div>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" title={fault('title')}>
          <div className="flex flex-col items-start gap-3">
            <p>{fault('text')}</p>
            {again}
          </div>
        </Notice>
      );
  }
}
