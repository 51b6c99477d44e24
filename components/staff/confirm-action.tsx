'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ButtonVariant } from '@/components/ui/button-class';
import { ActForm, type ActFormProps } from './act-form';

interface ConfirmActionProps<Reason extends string> extends Pick<
  ActFormProps<Reason>,
  'action' | 'refusals' | 'signInHref' | 'submit' | 'hidden' | 'reason'
> {
  /** Names the act: on its button, and above its dialog. */
  readonly name: string;
  /** What is told when it is done. */
  readonly done: string;
  readonly variant?: ButtonVariant;
  /** Why there is nothing to do now; stands in for the form. */
  readonly nothing?: string | undefined;
  /** Fields and the preview of the effect. */
  readonly children: ReactNode;
}

/**
 * A button whose act is confirmed in a dialog of its own. Each opening is one act: however often it is sent, it is done
 * once. The focus comes back to the button, and what was done is told beside it.
 */
export function ConfirmAction<Reason extends string>(props: ConfirmActionProps<Reason>) {
  const { name, done, variant = 'secondary', ...form } = props;
  const [key, setKey] = useState<string>();
  const [news, setNews] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const title = `act-${form.submit.id}`;
  useEffect(() => {
    if (key !== undefined && dialog.current?.open === false) dialog.current.showModal();
  }, [key]);
  return (
    <>
      <Button
        variant={variant}
        aria-haspopup="dialog"
        onClick={() => {
          setNews('');
          setKey(crypto.randomUUID());
        }}
      >
        {name}
      </Button>
      <p role="status" className="order-last basis-full font-bold text-success empty:hidden">
        {news}
      </p>
      <dialog
        ref={dialog}
        aria-labelledby={title}
        onClose={() => setKey(undefined)}
        className="m-auto max-h-[90dvh] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-card border border-border-strong bg-surface p-5 text-text"
      >
        <h3 id={title} className="mb-4 text-xl">
          {name}
        </h3>
        {key !== undefined && (
          <ActForm
            key={key}
            actKey={key}
            {...form}
            onClose={() => dialog.current?.close()}
            onDone={() => {
              dialog.current?.close();
              setNews(done);
            }}
          />
        )}
      </dialog>
    </>
  );
}
