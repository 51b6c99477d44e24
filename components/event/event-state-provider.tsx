'use client';

import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { EventDayPhase } from '@/lib/domain/event-day';
import type { EventState, Halt } from '@/lib/domain/event-state';
import type { Availability } from '@/lib/domain/ticket-type';
import { type PolledState, usePolledState } from './use-polled-state';

/** Texts that change with the state, handed over with the page: no message catalog goes to the browser. */
export interface StateWords {
  readonly phase: Readonly<Record<EventDayPhase, string>>;
  readonly halt: Readonly<Record<Halt, { readonly title: string; readonly text: string }>>;
  readonly availability: Readonly<Record<Availability, string>>;
}

const EventStateContext = createContext<(PolledState & { readonly words: StateWords }) | undefined>(
  undefined,
);

interface EventStateProviderProps {
  readonly slug: string;
  readonly initial: EventState;
  readonly words: StateWords;
  readonly children: ReactNode;
}

/** Keeps what changes by the second true on a page that is cached. */
export function EventStateProvider({ slug, initial, words, children }: EventStateProviderProps) {
  const polled = usePolledState(slug, initial);
  return <EventStateContext value={{ ...polled, words }}>{children}</EventStateContext>;
}

interface FixedEventStateProps {
  readonly state: EventState;
  readonly words: StateWords;
  readonly children: ReactNode;
}

/** The state as it is at one moment, from which only the clock goes on: asks nobody. */
export function FixedEventState({ state, words, children }: FixedEventStateProps) {
  const [skewMs, setSkewMs] = useState<number>();
  useEffect(() => {
    const timer = window.setTimeout(() => setSkewMs(Date.parse(state.serverTime) - Date.now()));
    return () => window.clearTimeout(timer);
  }, [state.serverTime]);
  return <EventStateContext value={{ state, skewMs, words }}>{children}</EventStateContext>;
}

export function useEventState() {
  const known = use(EventStateContext);
  if (known === undefined) throw new Error('EventStateProvider is missing above this component.');
  return known;
}
