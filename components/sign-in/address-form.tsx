'use client';

import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { requestCode, type SentCode, type SignInProblem } from './sign-in-api';
import { SignInProblemNotice } from './sign-in-problem-notice';

interface AddressFormProps {
  readonly address: string;
  readonly takesFocus: boolean;
  readonly onSent: (sent: SentCode) => void;
}

/** The first step: where to send the code. */
export function AddressForm({ address, takesFocus, onSent }: AddressFormProps) {
  const t = useTranslations('signIn.code');
  const locale = useLocale();
  const isHydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();
  const isBadAddress = problem?.kind === 'fault' && problem.code === 'bad_request';
  useEffect(() => {
    if (takesFocus || isBadAddress) form.current?.querySelector('input')?.focus();
  }, [takesFocus, isBadAddress, problem]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking) return;
    const email = String(new FormData(event.currentTarget).get('email'));
    setIsWorking(true);
    setProblem(undefined);
    const answer = await requestCode({ email, locale });
    setIsWorking(false);
    if (answer.ok) onSent(answer.sent);
    else setProblem(answer.problem);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => void submit(event)}
      aria-labelledby="mail-sign-in"
      className="flex flex-col items-start gap-4 border-t border-border pt-6"
    >
      <div className="flex flex-col gap-2">
        <h2 id="mail-sign-in" className="text-xl">
          {t('heading')}
        </h2>
        <p className="text-text-muted">{t('text')}</p>
      </div>
      {problem !== undefined && !isBadAddress && <SignInProblemNotice problem={problem} />}
      <div className="w-full">
        <TextField
          id="email"
          type="email"
          label={t('email')}
          error={isBadAddress ? t('badAddress') : undefined}
          defaultValue={address}
          autoComplete="email"
          maxLength={254}
          required
        />
      </div>
      <Button type="submit" variant="secondary" disabled={!isHydrated} aria-disabled={isWorking}>
        {isWorking ? t('sending') : t('send')}
      </Button>
    </form>
  );
}
