'use client';

import { useEffect } from 'react';
import type { EventDraft } from '@/lib/domain/event-draft';

/** Whether there is anything to lose; the browser asks before the page is left then. */
export function useLeaveGuard(saved: EventDraft, draft: EventDraft): boolean {
  const isUnsaved = saved !== draft && JSON.stringify(saved) !== JSON.stringify(draft);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (leaving: BeforeUnloadEvent) => leaving.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  return isUnsaved;
}
