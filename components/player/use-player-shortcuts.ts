'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';
import { type FocusedKind, type ShortcutAction, shortcutOf } from './player-shortcut';

interface PlayerShortcuts {
  readonly frame: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onAction: (action: ShortcutAction) => void;
}

/** Keys control the player while it has the focus, or nothing has. They can be turned off (WCAG 2.1.4). */
export function usePlayerShortcuts({ frame, isOn, onAction }: PlayerShortcuts): void {
  const act = useEffectEvent(onAction);
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof Element)) return;
      if (target !== document.body && frame.current?.contains(target) !== true) return;
      const action = shortcutOf(event, focusedKind(target));
      if (action === undefined) return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [frame, isOn]);
}

function focusedKind(target: Element): FocusedKind {
  if (target.closest('dialog, [popover], input, select, textarea') !== null) return 'text';
  if (target.closest('media-time-range, media-volume-range') !== null) return 'range';
  if (target.closest('button, a, [role="button"]') !== null) return 'button';
  return 'nothing';
}
