import type { ReactNode } from 'react';
import { inkOf, StateSign, type StateTone } from './state-badge';

interface ToldProps {
  readonly tone: StateTone;
  /** What happened, in a word or two. */
  readonly title: string;
  /** What else is known of it; what is not known is left out. */
  readonly facts?: readonly ReactNode[];
  /** Longer words. */
  readonly children?: ReactNode;
}

/** What one entry of the timeline tells. */
export function Told({ tone, title, facts = [], children }: ToldProps) {
  const known = facts.filter((fact) => fact !== undefined && fact !== null && fact !== false && fact !== '');
  return (
    <div className="flex min-w-0 flex-col">
      <p className={`flex gap-2 font-bold ${inkOf(tone)}`}>
        <span className="inline-flex h-7 items-center">
          <StateSign tone={tone} />
        </span>
        <span className="min-w-0">{title}</span>
      </p>
      {known.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 pl-6 text-sm text-text-muted">
          {known.map((fact, place) => (
            <li key={place} className="min-w-0">
              {fact}
            </li>
          ))}
        </ul>
      )}
      {Boolean(children) && <div className="pl-6 text-sm">{children}</div>}
    </div>
  );
}
