'use client';

import { type ReactNode, useId } from 'react';
import { ControlButton } from './control-button';
import styles from './live-controls.module.css';

interface StageMenuProps {
  readonly label: string;
  readonly icon: string;
  readonly children: ReactNode;
}

/** A button of the control bar with a panel of choices, over everything, full screen too. Escape closes it. */
export function StageMenu({ label, icon, children }: StageMenuProps) {
  const id = useId();
  return (
    <>
      <ControlButton label={label} icon={icon} popoverTarget={id} />
      <div id={id} popover="auto" className={styles.menu} onBeforeToggle={placeAtButton}>
        {children}
      </div>
    </>
  );
}

const GAP = 8;

/** Above its button or below it, wherever there is more room: on a phone the picture is lower than the menu. */
function placeAtButton({ currentTarget: menu }: { readonly currentTarget: HTMLElement }): void {
  const button = menu.previousElementSibling?.getBoundingClientRect();
  if (button === undefined) return;
  const { innerWidth, innerHeight } = window;
  const [above, below] = [button.top - 2 * GAP, innerHeight - button.bottom - 2 * GAP];
  const isAbove = above >= below;
  Object.assign(menu.style, {
    right: `${Math.max(GAP, innerWidth - button.right)}px`,
    top: isAbove ? 'auto' : `${button.bottom + GAP}px`,
    bottom: isAbove ? `${innerHeight - button.top + GAP}px` : 'auto',
    maxHeight: `${Math.max(above, below)}px`,
  });
}
