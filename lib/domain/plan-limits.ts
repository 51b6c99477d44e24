import type { KeySystem } from './key-system';

/** What a form has to know beside the plan: what was sold already, and what the installation can do. */
export interface PlanLimits {
  /** Seats by ticket type. */
  readonly seats: Readonly<Record<string, { readonly sold: number; readonly held: number }>>;
  /** These have orders: they are not removed, and keep their days and currency. */
  readonly usedTicketTypes: readonly string[];
  /** Days that somebody has had a right or a session for: not removed. */
  readonly usedDays: readonly string[];
  /** From where media may be played. */
  readonly mediaOrigins: readonly string[];
  /** Those with a vendor. */
  readonly keySystems: readonly KeySystem[];
}
