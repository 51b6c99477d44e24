'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';

const looks = {
  play: { place: 'inset-0', path: 'M8 5v14l11-7z' },
  // The control bar stays within reach.
  sound: {
    place: 'inset-x-0 top-0 bottom-24',
    path: 'M3 9.5v5h4l5 4.5V5L7 9.5zM15 9a4 4 0 0 1 0 6l1.2 1.4a6 6 0 0 0 0-8.8z',
  },
} as const;

interface StageButtonProps {
  readonly icon: keyof typeof looks;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** The whole picture as one button, for what a browser lets only its user do: begin, or turn the sound on. */
export function StageButton({ icon, onClick, children }: StageButtonProps) {
  const { place, path } = looks[icon];
  return (
    <button
      type="button"
      onClick={onClick}
      className={`absolute flex items-center justify-center p-4 -outline-offset-4 ${place}`}
    >
      <span className={`${buttonClass('primary')} min-h-14 text-lg shadow-lg`}>
        <svg viewBox="0 0 24 24" className="size-7 shrink-0" aria-hidden="true" focusable="false">
          <path d={path} fill="currentColor" />
        </svg>
        {children}
      </span>
    </button>
  );
}
