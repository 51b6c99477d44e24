'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonClass, type ButtonVariant } from './button-class';

interface SubmitButtonProps {
  /** What it says while the form is on its way. */
  readonly pendingLabel: string;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly name?: string;
  readonly value?: string;
}

/** Submits the form around it, once: while pending it stays focusable and ignores further presses. */
export function SubmitButton({ pendingLabel, children, variant = 'primary', ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={buttonClass(variant)}
      aria-disabled={pending}
      onClick={(press) => {
        if (pending) press.preventDefault();
      }}
      {...rest}
    >
      {pending ? pendingLabel : children}
    </button>
  );
}
