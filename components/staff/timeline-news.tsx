'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { askVersion } from './ask-version';

interface TimelineNewsProps {
  /** Where the version of the list is asked for. */
  readonly address: string;
  /** Of what is on the page now. */
  readonly version: string;
  readonly keys: readonly string[];
}

const ASK_MS = 10_000;

/**
 * Keeps the list young while somebody looks at it: asks for its version, and makes the page anew when that has changed.
 * Never while a dialog is open, so that nothing moves under what is being typed. How much is new since the page was opened
 * is told in a word; focus and place on the page stay.
 */
export function TimelineNews({ address, version, keys }: TimelineNewsProps) {
  const t = useTranslations('admin.timeline');
  const isStopped = useNews({ address, version });
  const [seen, setSeen] = useState({ keys, fresh: 0 });
  if (seen.keys !== keys) {
    const known = new Set(seen.keys);
    const fresh = keys.filter((key) => !known.has(key)).length;
    setSeen({ keys, fresh: seen.fresh + fresh });
  }
  return (
    <p role="status" className="text-sm text-text-muted">
      {isStopped ? t('stopped') : seen.fresh > 0 ? t('news', { count: seen.fresh }) : t('updates')}
    </p>
  );
}

/** Asks for news until there is no right to it any more; then true. */
function useNews({ address, version }: Pick<TimelineNewsProps, 'address' | 'version'>): boolean {
  const router = useRouter();
  const [isStopped, setIsStopped] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    const ask = async () => {
      const answer = isBusy() ? 'same' : await askVersion(address, leaving.signal);
      if (leaving.signal.aborted) return;
      if (answer === 'gone') return setIsStopped(true);
      if (answer !== 'same' && answer !== version && !isBusy()) router.refresh();
      askLater();
    };
    const askLater = () => {
      window.clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = window.setTimeout(() => void ask(), ASK_MS);
    };
    askLater();
    document.addEventListener('visibilitychange', askLater);
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', askLater);
    };
  }, [address, version, router]);
  return isStopped;
}

function isBusy(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
