'use client';

import { useState, type SubmitEvent } from 'react';
import { buttonClass, type ButtonVariant } from '@/components/ui/button-class';
import { useRestoredPage } from '@/components/ui/use-restored-page';

interface AuthFormProps {
  /** `/api/auth/signin/…` or `/api/auth/signout`. */
  readonly action: string;
  /** A path of ours to come back to. */
  readonly returnPath: string;
  readonly label: string;
  readonly pendingLabel: string;
  readonly variant?: ButtonVariant;
}

/** One button that posts to next-auth: a form that the browser follows by itself, before this page's scripts are there too. */
export function AuthForm({ action, returnPath, label, pendingLabel, variant = 'primary' }: AuthFormProps) {
  const [isPending, setIsPending] = useState(false);
  // Back from the provider's page by the browser's button: this page may be as it was left.
  useRestoredPage(() => setIsPending(false));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    if (isPending) event.preventDefault();
    setIsPending(true);
  };
  return (
    <form method="post" action={action} onSubmit={submit}>
      <input type="hidden" name="callbackUrl" value={returnPath} />
      <button type="submit" className={buttonClass(variant)} aria-disabled={isPending}>
        {isPending ? pendingLabel : label}
      </button>
    </form>
  );
}
