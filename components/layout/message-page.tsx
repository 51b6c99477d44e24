import type { ReactNode } from 'react';

interface MessagePageProps {
  readonly eyebrow: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Links and buttons: what the reader can do next. */
  readonly actions: ReactNode;
}

/** A page that says one thing: what happened and what to do next. */
export function MessagePage({ eyebrow, title, children, actions }: MessagePageProps) {
  return (
    <div className="flex max-w-prose flex-col gap-6 py-6 sm:py-16">
      <div className="flex flex-col gap-3">
        <p className="font-mono text-sm font-bold tracking-widest text-accent uppercase">{eyebrow}</p>
        <h1 className="text-2xl sm:text-4xl">{title}</h1>
      </div>
      <div className="flex flex-col gap-3 text-text-muted">{children}</div>
      <div className="flex flex-wrap gap-3">{actions}</div>
    </div>
  );
}
