'use client';

import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field, fieldControl } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useHydrated } from '@/components/ui/use-hydrated';
import { parseSignInCode } from '@/lib/domain/sign-in-code';
import { ResendButton } from './resend-button';
import { requestCode, type SentCode, type SignInProblem, submitCode } from './sign-in-api';
import { SignInProblemNotice } from './sign-in-problem-notice';

interface CodeFormProps {
  readonly sent: SentCode;
  readonly returnPath: string;
  readonly onStartOver: () => void;
}

/** The second step: the code from the mail. The field has the focus whenever it is time to type. */
export function CodeForm({ sent, returnPath, onStartOver }: CodeFormProps) {
  const t = useTranslations('signIn.code');
  const locale = useLocale();
  const isHydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<'typing' | 'checking' | 'sending'>('typing');
  const [problem, setProblem] = useState<SignInProblem | { readonly kind: 'malformed' }>();
  const [mail, setMail] = useState({ number: 1, isVoid: false, resendAfterSeconds: sent.resendAfterSeconds });
  const refusal = problem?.kind === 'refused' ? problem.refusal : undefined;
  const isFieldWrong = problem?.kind === 'malformed' || refusal?.reason === 'wrong_code';
  const isTimeToType = step === 'typing' && (problem === undefined || isFieldWrong);
  useEffect(() => {
    if (!isTimeToType) return;
    input.current?.focus();
    input.current?.select();
  }, [isTimeToType, mail]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (step !== 'typing') return;
    const code = parseSignInCode(input.current?.value ?? '');
    if (code === undefined) {
      input.current?.focus();
      return setProblem({ kind: 'malformed' });
    }
    setStep('checking');
    setProblem(undefined);
    const failed = await submitCode({ email: sent.email, code, returnPath });
    // The page is about to be left: the button stays as it is.
    if (failed === undefined) return window.location.assign(returnPath);
    setStep('typing');
    setProblem(failed);
    const isVoid = failed.kind === 'refused' && failed.refusal.reason !== 'wrong_code';
    if (isVoid) setMail((before) => ({ ...before, isVoid }));
  };
  const resend = async () => {
    if (step !== 'typing') return;
    setStep('sending');
    const answer = await requestCode({ email: sent.email, locale });
    setStep('typing');
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    if (input.current !== null) input.current.value = '';
    const { resendAfterSeconds } = answer.sent;
    setMail(({ number }) => ({ number: number + 1, isVoid: false, resendAfterSeconds }));
  };
  const wired = fieldControl({ id: 'code', error: isFieldWrong ? 'shown' : undefined });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col items-start gap-5">
      <div id="code-sent" className="flex flex-col gap-2">
        <h2 className="text-xl">{t('title')}</h2>
        <p>{t.rich('sentTo', { email: sent.email, b: (text) => <strong>{text}</strong> })}</p>
        <p className="text-text-muted">{t('delay')}</p>
      </div>
      {mail.number > 1 && problem === undefined && (
        <Notice key={mail.number} tone="success" title={t('resent')} />
      )}
      {problem !== undefined && problem.kind !== 'malformed' && <SignInProblemNotice problem={problem} />}
      {!mail.isVoid && (
        <>
          <div className="w-full">
            <Field id="code" label={t('label')} error={fieldError()}>
              <input
                {...wired}
                ref={input}
                name="code"
                type="text"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={40}
                aria-describedby={['code-sent', wired['aria-describedby'] ?? ''].join(' ').trim()}
              />
            </Field>
          </div>
          <Button type="submit" disabled={!isHydrated} aria-disabled={step !== 'typing'}>
            {step === 'checking' ? t('submitting') : t('submit')}
          </Button>
        </>
      )}
      <div className="flex w-full flex-col items-start gap-1 border-t border-border pt-4">
        <ResendButton
          key={`${mail.number} ${mail.isVoid}`}
          afterSeconds={mail.isVoid ? 0 : mail.resendAfterSeconds}
          variant={mail.isVoid ? 'primary' : 'quiet'}
          isSending={step === 'sending'}
          onPress={() => void resend()}
        />
        <Button variant="quiet" onClick={onStartOver}>
          {t('startOver')}
        </Button>
      </div>
    </form>
  );

  function fieldError(): string | undefined {
    if (problem?.kind === 'malformed') return t('malformed');
    if (refusal?.reason !== 'wrong_code') return undefined;
    return t('refusal.wrong_code.text', { triesLeft: refusal.triesLeft });
  }
}
