'use client';

import { createContext, type ReactNode, use } from 'react';
import { AnnouncementList } from '@/components/event/announcement-list';
import { usePolledState } from '@/components/event/use-polled-state';
import { announcementsTo } from '@/lib/domain/announcement';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { type EventState, type Halt, haltOf } from '@/lib/domain/event-state';

const TicketStatesContext = createContext<EventState | undefined>(undefined);

interface TicketStatesProps {
  readonly slug: string;
  readonly initial: EventState;
  /** Names what the organizer says. */
  readonly label: string;
  readonly locale: string;
  /** Has a ticket that is still good: then what is said to ticket holders is shown. */
  readonly isHolder: boolean;
  readonly children: ReactNode;
}

/** Keeps the tickets of one event true, with what its organizer says to those who hold them, by one poll. */
export function TicketStates({ slug, initial, label, locale, isHolder, children }: TicketStatesProps) {
  const { state } = usePolledState(slug, initial);
  return (
    <TicketStatesContext value={state}>
      <div className="flex flex-col gap-6">
        <AnnouncementList
          label={label}
          locale={locale}
          announcements={announcementsTo(state.announcements, isHolder ? ['tickets'] : [])}
        />
        {children}
      </div>
    </TicketStatesContext>
  );
}

/** How the day stands, or why the ticket cannot be used. */
export type TicketStanding = EventDayPhase | 'suspended' | 'revoked';

interface StandingNow {
  readonly standing: TicketStanding;
  readonly halt: Halt | undefined;
}

/** How a ticket stands now: as the page was made, until the event's state says otherwise. */
export function useTicketStanding(eventDayId: string, made: TicketStanding): StandingNow {
  const state = use(TicketStatesContext);
  if (made === 'suspended' || made === 'revoked') return { standing: made, halt: undefined };
  const day = state?.days.find(({ id }) => id === eventDayId);
  return { standing: day?.phase ?? made, halt: haltOf(day) };
}
