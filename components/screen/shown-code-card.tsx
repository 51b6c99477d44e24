'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'next-intl';
import { clockText } from '@/components/checkout/clock-text';
import { QrCode } from '@/components/ui/qr-code';
import { writtenScreenCode } from '@/lib/domain/screen-link';

interface ShownCodeCardProps {
  /** Eight characters. */
  readonly code: string;
  readonly seconds: number;
  /** Where a code is typed; with the code behind it, what the QR code holds. */
  readonly address: string;
}

/** The code as large as the screen allows: it is read from across the room. */
export function ShownCodeCard({ code, seconds, address }: ShownCodeCardProps) {
  const t = useTranslations('screen.show');
  const left = useSecondsOf(seconds);
  const written = writtenScreenCode(code);
  return (
    <section
      aria-labelledby="screen-code"
      className="grid items-center gap-6 rounded-card border border-border bg-surface-raised p-4 sm:p-6 lg:grid-cols-5"
    >
      <div className="flex min-w-0 flex-col gap-5 lg:col-span-3">
        <div className="flex flex-col gap-1">
          <h2 id="screen-code" className="text-lg text-text-muted">
            {t('code')}
          </h2>
          <p className="font-mono text-4xl font-bold whitespace-nowrap sm:text-6xl">{written}</p>
          <p className="flex flex-wrap gap-x-2 text-sm text-text-muted">
            <span id="screen-left">{t('left')}</span>
            <span role="timer" aria-labelledby="screen-left" className="tabular-nums">
              {clockText(left)}
            </span>
          </p>
          <p role="status" className="sr-only">
            {left > 0 && left <= 60 && t('expiresSoon')}
          </p>
        </div>
        <ol className="flex list-decimal flex-col gap-2 pl-6">
          <li>{t('steps.scan')}</li>
          <li>
            {t.rich('steps.or', {
              address: address.replace(/^https?:\/\//, ''),
              b: (text) => <strong className="break-all">{text}</strong>,
            })}
          </li>
          <li>{t('steps.confirm')}</li>
        </ol>
        <p className="font-bold">{t('waiting')}</p>
      </div>
      <div className="mx-auto w-full max-w-xs lg:col-span-2">
        <QrCode text={`${address}/${written}`} label={t('qr')} />
      </div>
    </section>
  );
}

/** Counts down from `seconds`, by a clock that nobody sets. */
function useSecondsOf(seconds: number): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = window.setInterval(() => setPassed((performance.now() - startedAt) / 1000), 500);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil(seconds - passed));
}
