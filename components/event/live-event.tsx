import type { ReactNode } from 'react';
import type { EventState } from '@/lib/domain/event-state';
import { EventStateProvider } from './event-state-provider';
import { useStateWords } from './state-words';

interface LiveEventProps {
  readonly slug: string;
  readonly initial: EventState;
  readonly children: ReactNode;
}

/** A page of an event whose state follows what the server says. */
export function LiveEvent({ slug, initial, children }: LiveEventProps) {
  return (
    <EventStateProvider slug={slug} initial={initial} words={useStateWords()}>
      {children}
    </EventStateProvider>
  );
}
