'use client';

import { type RefObject, useEffect } from 'react';
import { guardMark } from './guard-mark';

interface ViewerMarkProps {
  /** The element that also goes full screen. */
  readonly frame: RefObject<HTMLElement | null>;
  /** Leads staff to the order of this playback session. */
  readonly code: string;
}

/** The viewer's own code over the picture: who films the screen films it too. */
export function ViewerMark({ frame, code }: ViewerMarkProps) {
  useEffect(() => {
    const { current } = frame;
    return current === null ? undefined : guardMark(current, code);
  }, [frame, code]);
  return null;
}
