import type { ReactNode } from 'react';

/** The box of the picture, for words that stand in its place: the page keeps its shape when one follows the other. */
export function StageFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex aspect-video w-full bg-surface-sunken">
      <div className="m-auto w-full max-w-prose p-4">{children}</div>
    </div>
  );
}
