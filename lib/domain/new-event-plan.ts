import type { EventPlan } from './event-plan';

const empty = { ja: '', en: '' };

/** What a form for a new event begins with: a draft with nothing in it. */
export function newEventPlan(id: string, timeZone: string): EventPlan {
  return {
    id,
    slug: '',
    state: 'draft',
    timeZone,
    title: empty,
    tagline: empty,
    description: empty,
    organizer: empty,
    contactEmail: '',
    refundTerms: empty,
    playbackPolicy: {},
    viewingPolicy: {},
    countryRule: null,
    days: [],
    ticketTypes: [],
  };
}
