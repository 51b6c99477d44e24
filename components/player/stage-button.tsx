'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

const looks = {
  play: { place: 'inset-0 flex items-center justify-center p-4', path: 'M8 5v14l11-7z' },
  sound: {
    place: 'top-3 left-3',
    path: 'M3 9.5v5h4l5 4.5V5L7 9.5zM15 9a4 4 0 0 1 0 6l1.2 1.4a6 6 0 0 0 0-8.8z',
  },
} as const;

interface StageButtonProps {
  readonly icon: keyof typeof looks;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button over the picture, for what a browser lets only its user do: begin, or turn the sound on. */
export function StageButton({ icon, onClick, children }: StageButtonProps) {
  const { place, path } = looks[icon];
  return (
    <div className={`absolute ${place}`}>
      <Button onClick={onClick}>
        <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true" focusable="false">
          <path d={path} fill="currentColor" />
        </svg>
        {children}
      </Button>
    </div>
  );
}
