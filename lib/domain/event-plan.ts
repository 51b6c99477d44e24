import type { CountryRule } from './country-rule';
import type { KeySystem } from './key-system';
import type { LocalizedText } from './localized-text';
import type { PlaybackPolicy } from './playback-policy';
import type { ViewingPolicy } from './viewing-policy';

/** One event as people plan it: what is announced, shown and sold, without anything that was sold already. */
export interface EventPlan {
  readonly id: string;
  readonly slug: string;
  readonly state: 'draft' | 'published';
  readonly timeZone: string;
  readonly title: LocalizedText;
  readonly tagline: LocalizedText;
  readonly description: LocalizedText;
  readonly organizer: LocalizedText;
  readonly contactEmail: string;
  readonly refundTerms: LocalizedText;
  readonly playbackPolicy: Partial<PlaybackPolicy>;
  readonly viewingPolicy: Partial<ViewingPolicy>;
  readonly countryRule: CountryRule | null;
  readonly days: readonly PlannedDay[];
  readonly ticketTypes: readonly PlannedTicketType[];
}

export interface PlannedDay {
  readonly id: string;
  /** Its place in the event, and in addresses (`?day=2`). */
  readonly position: number;
  readonly title: LocalizedText;
  readonly program: readonly { readonly at: string; readonly title: LocalizedText }[];
  readonly access: 'open' | 'ticket';
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly archiveUntil: Date | null;
  readonly manifestUrl: string;
  readonly hlsManifestUrl: string | null;
  readonly backupOrigin: string | null;
  readonly keySystems: readonly KeySystem[];
  readonly contentIds: readonly string[];
  /** Key ids as lower-case UUIDs. */
  readonly kids: readonly string[];
}

export interface PlannedTicketType {
  readonly id: string;
  readonly position: number;
  readonly name: LocalizedText;
  readonly priceMinor: number;
  readonly currency: string;
  readonly capacity: number;
  readonly screens: number;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  /** Ids of the days that it opens. */
  readonly days: readonly string[];
}

/** What is known beside the plan: what was sold, and what the installation can do. */
export interface PlanFacts {
  /** As it stands; undefined for a new event. */
  readonly before: EventPlan | undefined;
  /** Seats by ticket type: sold and held now. */
  readonly taken: ReadonlyMap<string, number>;
  /** Ticket types that some order names, and days that somebody has had a right or a session for. */
  readonly usedTicketTypes: ReadonlySet<string>;
  readonly usedDays: ReadonlySet<string>;
  /** Key ids, and slugs, of other events. */
  readonly foreignKids: ReadonlySet<string>;
  readonly foreignSlugs: ReadonlySet<string>;
  /** Origins from which media may be played (MEDIA_ORIGINS), and key systems that have a vendor. */
  readonly mediaOrigins: ReadonlySet<string>;
  readonly keySystems: ReadonlySet<KeySystem>;
}

export const planProblems = [
  'id_twice',
  'position_twice',
  'times',
  'sale_window',
  'unknown_day',
  'type_without_days',
  'currencies_differ',
  'capacity_below_taken',
  'type_in_use',
  'days_of_used_type',
  'currency_of_used_type',
  'day_in_use',
  'key_in_use',
  'key_twice',
  'slug_taken',
  'slug_of_published',
  'unpublished_with_orders',
  'nothing_to_publish',
  'day_without_keys',
  'origin_not_configured',
  'no_vendor',
] as const;

export interface PlanProblem {
  readonly code: (typeof planProblems)[number];
  /** Where in the plan, such as `days.0.endsAt`. */
  readonly path: string;
}
