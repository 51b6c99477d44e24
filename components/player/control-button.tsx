import type { ComponentPropsWithRef } from 'react';
import styles from './live-controls.module.css';

interface ControlButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'className'> {
  readonly label: string;
  /** Path of a 24 × 24 icon. */
  readonly icon: string;
}

/** A button of the control bar that media-chrome does not have. */
export function ControlButton({ label, icon, ...rest }: ControlButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} className={styles.button} {...rest}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={icon} fill="currentColor" />
      </svg>
    </button>
  );
}
