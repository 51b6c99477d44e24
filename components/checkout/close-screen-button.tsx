'use client';

import { useState, useTransition } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import type { ActionState } from '@/lib/domain/action-state';
import type { FaultName } from './action-states';

export type CloseAction = (sessionId: string) => Promise<ActionState<'closed', never, FaultName>>;

interface CloseScreenButtonProps {
  readonly sessionId: string;
  readonly close: CloseAction;
  readonly label: string;
  readonly accessibleName: string;
  readonly failed: string;
}

/** Stops one screen and shows the list anew. */
export function CloseScreenButton({
  sessionId,
  close,
  label,
  accessibleName,
  failed,
}: CloseScreenButtonProps) {
  const router = useRouter();
  const [hasFailed, setHasFailed] = useState(false);
  const [isPending, startTransition] = useTransition();
  const stop = () =>
    startTransition(async () => {
      const { status } = await close(sessionId);
      setHasFailed(status !== 'done');
      if (status === 'done') router.refresh();
    });
  return (
    <span className="flex flex-wrap items-center gap-3">
      <span role="status" className="text-sm text-danger">
        {hasFailed && failed}
      </span>
      <Button
        variant="secondary"
        aria-label={accessibleName}
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) stop();
        }}
      >
        {label}
      </Button>
    </span>
  );
}
