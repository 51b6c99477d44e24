'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { browserFamily } from '@/lib/domain/browser-family';
import { type FaultEvidence, faultLooks, type FaultSide, sideOfFault } from '@/lib/domain/side-of-fault';
import { lookAround, type Look } from './look-around';
import type { OpenedSession } from './playback-api';

interface Trouble {
  readonly slug: string;
  readonly eventDayId: string;
  readonly session: OpenedSession | undefined;
  readonly symptom: FaultEvidence['symptom'];
  /** How long it had lasted when the component appeared, in milliseconds. */
  readonly ageMs: number;
}

/** So long after others have told of it an answer that does not come is not waited for. */
const GRACE_MS = 1000;
/** Nor a copy that a cache keeps too long. */
const QUICK_LOOKS = 4;

/** Whose side the trouble is on, looked up while the component is there. Undefined: there is nothing to add. */
export function useFaultSide(trouble: Trouble): FaultSide | undefined {
  const { symptom, slug, eventDayId } = trouble;
  const [seen, setSeen] = useState<{ around: Look; isSettled: boolean }>();
  const look = useEffectEvent(() => lookAround(trouble));
  const ageOf = useEffectEvent(() => trouble.ageMs);
  useEffect(() => {
    const beganMs = performance.now() - ageOf();
    let isGone = false;
    let looks = 0;
    let timer: number | undefined;
    const lookOnce = async () => {
      const around = await look();
      if (isGone) return;
      looks += 1;
      const knownMs = (around.madeAtMs ?? performance.now() - GRACE_MS) - beganMs;
      const isSettled = knownMs >= faultLooks.toldMs || looks >= QUICK_LOOKS;
      setSeen({ around, isSettled });
      const nextMs = isSettled ? faultLooks.watchMs * (0.75 + Math.random() / 2) : faultLooks.againMs;
      timer = window.setTimeout(() => void lookOnce(), nextMs);
    };
    void lookOnce();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [slug, eventDayId, symptom]);
  return sideOfFault({
    symptom,
    family: typeof navigator === 'undefined' ? 'other' : browserFamily(navigator.userAgent),
    around: seen?.around,
    isSettled: seen?.isSettled === true,
  });
}
