'use client';

import { useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import type { ButtonVariant } from './button-class';

interface DialogProps {
  /** The text of the button that opens it. */
  readonly opener: string;
  readonly openerVariant?: ButtonVariant;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
}

/** A button and the native modal dialog it opens. The browser keeps focus inside and gives it back. */
export function Dialog({ opener, openerVariant = 'secondary', title, closeLabel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button variant={openerVariant} aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        {opener}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-full max-w-prose rounded-card border border-border bg-surface-raised p-6 text-text"
      >
        <div className="flex flex-col gap-4">
          <h2 id={titleId} className="text-xl">
            {title}
          </h2>
          {children}
          <form method="dialog">
            <Button type="submit" variant="quiet">
              {closeLabel}
            </Button>
          </form>
        </div>
      </dialog>
    </>
  );
}
