'use client';

import { useEffect, useState } from 'react';
import { useRestoredPage } from '@/components/ui/use-restored-page';

/** Quicker answers need no word. */
const PATIENCE_MS = 400;
/** A file that was downloaded leaves the page where it is, and tells nobody. */
const GIVEN_UP_MS = 20_000;

/** Says that the next page is on its way, after a link or a GET form, until it comes. */
export function PageProgress({ label }: { readonly label: string }) {
  const [leftAt, setLeftAt] = useState<number | undefined>(undefined);
  const [isShown, setShown] = useState(false);
  const stop = (): void => {
    setLeftAt(undefined);
    setShown(false);
  };
  useRestoredPage(stop);
  useEffect(() => {
    const onLeave = (event: Event): void => {
      if (leaves(event)) setLeftAt(event.timeStamp);
    };
    document.addEventListener('click', onLeave);
    document.addEventListener('submit', onLeave);
    return () => {
      document.removeEventListener('click', onLeave);
      document.removeEventListener('submit', onLeave);
    };
  }, []);
  useEffect(() => {
    if (leftAt === undefined) return;
    const show = setTimeout(() => setShown(true), PATIENCE_MS);
    const hide = setTimeout(stop, GIVEN_UP_MS);
    return () => {
      clearTimeout(show);
      clearTimeout(hide);
    };
  }, [leftAt]);
  return (
    <p role="status" className="pointer-events-none fixed inset-x-0 top-0 z-20 flex justify-center">
      {isShown && (
        <span className="rounded-b-card bg-accent px-4 py-1 text-sm font-bold text-on-accent">{label}</span>
      )}
    </p>
  );
}

function leaves(event: Event): boolean {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return false;
  if (event.type === 'submit') return target instanceof HTMLFormElement && target.method === 'get';
  const link = target.closest('a');
  if (link === null || link.target !== '' || link.hasAttribute('download')) return false;
  if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return false;
  const isHere = link.pathname === window.location.pathname && link.search === window.location.search;
  return link.origin === window.location.origin && !(isHere && link.hash !== '');
}
