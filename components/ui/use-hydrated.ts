'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/**
 * False in the server's HTML, true once React has taken it over. A form that needs its `onSubmit` cannot be sent before: the browser would
 * post it by itself, or put what was typed into the address.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
