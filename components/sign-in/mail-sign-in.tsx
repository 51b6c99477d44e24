'use client';

import { useState, type ReactNode } from 'react';
import { AddressForm } from './address-form';
import { CodeForm } from './code-form';
import type { SentCode } from './sign-in-api';

interface MailSignInProps {
  /** The code that this browser waits for, from before a reload. */
  readonly pending: SentCode | undefined;
  /** A path of ours to go on to. */
  readonly returnPath: string;
  /** The other ways to sign in; out of sight while a code is awaited. */
  readonly children: ReactNode;
}

/** Sign-in by mail in two steps, beside the other ways: the address, then the code that was sent to it. */
export function MailSignIn({ pending, returnPath, children }: MailSignInProps) {
  const [sent, setSent] = useState(pending);
  const [address, setAddress] = useState('');
  const [hasChangedMind, setHasChangedMind] = useState(false);
  if (sent !== undefined) {
    const startOver = () => {
      setAddress(sent.email);
      setHasChangedMind(true);
      setSent(undefined);
    };
    return <CodeForm sent={sent} returnPath={returnPath} onStartOver={startOver} />;
  }
  return (
    <>
      {children}
      <AddressForm address={address} takesFocus={hasChangedMind} onSent={setSent} />
    </>
  );
}
