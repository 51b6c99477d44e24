'use client';

import { useRef, useState, type SubmitEvent } from 'react';
import { buttonClass, type ButtonVariant } from '@/components/ui/button-class';
import { Notice } from '@/components/ui/notice';
import { useRestoredPage } from '@/components/ui/use-restored-page';
import { fetchCsrfToken } from './fetch-csrf-token';

interface AuthFormProps {
  /** `/api/auth/signin/…` or `/api/auth/signout`. */
  readonly action: string;
  /** A path of ours to come back to. */
  readonly returnPath: string;
  readonly label: string;
  readonly pendingLabel: string;
  readonly failed: string;
  readonly variant?: ButtonVariant;
}

/** One button that posts to next-auth, with the CSRF token it asks for, as a form the browser follows. */
export function AuthForm({
  action,
  returnPath,
  label,
  pendingLabel,
  failed,
  variant = 'primary',
}: AuthFormProps) {
  const token = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState<'idle' | 'pending' | 'failed'>('idle');
  // Back from the provider's page by the browser's button: this page may be as it was left.
  useRestoredPage(() => setStatus('idle'));

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (status === 'pending') return;
    const form = event.currentTarget;
    setStatus('pending');
    const csrfToken = await fetchCsrfToken();
    if (csrfToken === undefined || token.current === null) return setStatus('failed');
    token.current.value = csrfToken;
    form.submit();
  };
  return (
    <form
      method="post"
      action={action}
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-3"
    >
      <input type="hidden" name="csrfToken" ref={token} />
      <input type="hidden" name="callbackUrl" value={returnPath} />
      <div>
        <button type="submit" className={buttonClass(variant)} aria-disabled={status === 'pending'}>
          {status === 'pending' ? pendingLabel : label}
        </button>
      </div>
      {status === 'failed' && <Notice tone="danger" title={failed} />}
    </form>
  );
}
