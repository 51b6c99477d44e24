'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** The same with what is copied, for those who hear the button without its row. */
  readonly name: string;
  readonly done: string;
  readonly failed: string;
}

/** Puts a text on the clipboard and says whether that worked. */
export function CopyButton({ text, label, name, done, failed }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(done),
      () => setSaid(failed),
    );
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Button variant="quiet" aria-label={name} onClick={() => void copy()}>
        {label}
      </Button>
      <span role="status" className="text-sm">
        {said}
      </span>
    </span>
  );
}
