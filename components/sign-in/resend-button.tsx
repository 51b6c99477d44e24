'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ButtonVariant } from '@/components/ui/button-class';

interface ResendButtonProps {
  readonly afterSeconds: number;
  readonly variant: ButtonVariant;
  readonly isSending: boolean;
  readonly onPress: () => void;
}

/** Offers another mail once the first has had its time. */
export function ResendButton({ afterSeconds, variant, isSending, onPress }: ResendButtonProps) {
  const t = useTranslations('signIn.code');
  const [seconds, setSeconds] = useState(afterSeconds);
  useEffect(() => {
    const startedAt = Date.now();
    const timer = window.setInterval(() => {
      const left = Math.max(0, Math.ceil(afterSeconds - (Date.now() - startedAt) / 1000));
      setSeconds(left);
      if (left === 0) window.clearInterval(timer);
    }, 500);
    return () => window.clearInterval(timer);
  }, [afterSeconds]);
  if (seconds > 0) return <p className="px-2 py-2 text-sm text-text-muted">{t('resendIn', { seconds })}</p>;
  return (
    <Button variant={variant} onClick={onPress} aria-disabled={isSending}>
      {isSending ? t('sending') : t('resend')}
    </Button>
  );
}
