'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** The payment fields did not come: a new page is a new try, and the seat is still held. */
export function PaymentLoadFailed() {
  const t = useTranslations('checkout.pay.loadFailed');
  return (
    <Notice tone="danger" title={t('title')}>
      <div className="flex flex-col items-start gap-2">
        <p>{t('text')}</p>
        <Button variant="secondary" onClick={() => window.location.reload()}>
          {t('action')}
        </Button>
      </div>
    </Notice>
  );
}
