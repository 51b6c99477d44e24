'use client';

import { useActionState, useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { FaultNotice, ProblemNotice } from '@/components/checkout/problem-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { StaffFormAction } from './people-action';
import { SignInAgain } from './sign-in-again';

interface Words<Reason extends string> {
  readonly review: string;
  readonly back: string;
  readonly confirm: string;
  readonly pending: string;
  readonly done: string;
  readonly refusal: (reason: Exclude<Reason, 'sign_in_again'>) => { title: string; text: string };
}

interface ConfirmedFormProps<Reason extends string> {
  readonly action: StaffFormAction<Reason>;
  /** Made anew by the page once the act is done: the same key twice is one act. */
  readonly actKey: string;
  readonly words: Words<Reason>;
  /** What the act will do, from what was typed. */
  readonly preview: (form: FormData) => ReactNode;
  /** The fields. */
  readonly children: ReactNode;
}

/**
 * A form in two steps: what was typed is shown as what it will do, and only then sent. A refusal leaves it as typed, and
 * the focus goes back to where the form was sent from.
 */
export function ConfirmedForm<Reason extends string>(props: ConfirmedFormProps<Reason>) {
  const { action, actKey, words, preview, children } = props;
  const [state, submit] = useActionState(action, { status: 'idle' });
  const [shownState, setShownState] = useState(state);
  const [draft, setDraft] = useState<FormData>();
  const canReview = useHydrated();
  if (shownState !== state) {
    setShownState(state);
    setDraft(undefined);
  }
  const review = (event: SubmitEvent<HTMLFormElement>) => {
    if (draft !== undefined) return;
    event.preventDefault();
    setDraft(new FormData(event.currentTarget));
  };
  const isReviewing = draft !== undefined;
  const reviewButton = useFocusAfter(isReviewing);
  return (
    <form
      action={submit}
      onSubmit={review}
      onReset={(event) => event.preventDefault()}
      className="flex flex-col items-start gap-4 text-left"
    >
      <input type="hidden" name="key" value={actKey} />
      {!isReviewing && <Outcome state={state} words={words} />}
      <div key={actKey} hidden={isReviewing} className="flex w-full max-w-prose flex-col gap-4">
        {children}
      </div>
      {!isReviewing && (
        <Button ref={reviewButton} type="submit" disabled={!canReview}>
          {words.review}
        </Button>
      )}
      {isReviewing && (
        <Review>
          {preview(draft)}
          <div className="flex flex-wrap gap-3">
            <SubmitButton pendingLabel={words.pending}>{words.confirm}</SubmitButton>
            <Button variant="secondary" onClick={() => setDraft(undefined)}>
              {words.back}
            </Button>
          </div>
        </Review>
      )}
    </form>
  );
}

/** For the element that takes the focus when that is over: what had it is gone. */
function useFocusAfter(isUnderWay: boolean) {
  const element = useRef<HTMLButtonElement>(null);
  const wasUnderWay = useRef(isUnderWay);
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay) element.current?.focus();
    wasUnderWay.current = isUnderWay;
  }, [isUnderWay]);
  return element;
}

interface OutcomeProps<Reason extends string> {
  readonly state: Parameters<StaffFormAction<Reason>>[0];
  readonly words: Words<Reason>;
}

function Outcome<Reason extends string>({ state, words }: OutcomeProps<Reason>) {
  switch (state.status) {
    case 'idle':
      return null;
    case 'done':
      return <Notice tone="success" title={words.done} />;
    case 'fault':
      return <FaultNotice fault={state} />;
    case 'refused': {
      if (!isRule(state.reason)) return <SignInAgain cause={state} />;
      const { title, text } = words.refusal(state.reason);
      return (
        <ProblemNotice cause={state} title={title}>
          <p>{text}</p>
        </ProblemNotice>
      );
    }
  }
}

function isRule<Reason extends string>(reason: Reason): reason is Exclude<Reason, 'sign_in_again'> {
  return reason !== 'sign_in_again';
}

function Review({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="flex w-full max-w-prose flex-col gap-3 rounded-card border border-border-strong p-4"
    >
      {children}
    </div>
  );
}
