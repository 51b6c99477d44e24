import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { type ReadinessCheckName, readinessCheckNames, type ReadinessVerdict } from '@/lib/domain/readiness';
import { readSearch, type SearchQuery } from '@/lib/domain/search-query';
import { logLook } from '@/lib/staff/log-look';
import type { SearchRow } from '@/lib/staff/search-lists';
import { isShortPart } from '@/lib/staff/search-parts';
import { searchStatement } from '@/lib/staff/search-statement';

export interface FoundOrder {
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: string;
  readonly createdAt: Date;
  readonly contactEmail: string;
  readonly viewerId: string;
  readonly viewerEmail: string;
  readonly viewerName: string | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

/** Somebody who has signed in and has no order. */
export interface FoundPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly createdAt: Date;
}

/** What a support code stands for. */
export interface FoundCode {
  readonly id: string;
  /** An answer of the license server, a test playback, or the mark over a picture. */
  readonly what: 'decision' | 'test' | 'mark';
  /** Null where nobody was signed in. */
  readonly viewerId: string | null;
  readonly viewerEmail: string | null;
  readonly device: string | null;
  /** Of a decision: `granted` or a refusal. */
  readonly outcome: string | null;
  readonly verdict: ReadinessVerdict | null;
  /** Checks of the test that failed or warned, in its order. */
  readonly problems: readonly ReadinessCheckName[];
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly at: Date;
}

export interface SearchResult {
  /** How the typed text was understood: the first reading that finds something. */
  readonly query: SearchQuery;
  /** Newest first, at most 50. */
  readonly orders: readonly FoundOrder[];
  /** Pass it as `before` for the next page; undefined when this is the last. */
  readonly olderThan: string | undefined;
  /** At most 10, beside the first page. */
  readonly people: readonly FoundPerson[];
  readonly hasMorePeople: boolean;
  readonly codes: readonly FoundCode[];
  /** What was typed is too short for addresses to be searched beyond the newest orders. */
  readonly isShort: boolean;
}

/** Where a case is: on an order's page, or on a viewer's. */
export type CaseHit = { readonly orderId: string } | { readonly viewerId: string };

interface Search {
  readonly typed: string;
  /** Id of the last order of the page before. */
  readonly before?: string | undefined;
  readonly now: Date;
}

const ORDERS = 50;
const PEOPLE = 10;

/**
 * What matches the typed text (`readSearch`): orders, people without an order, and what a support code stands for; the
 * newest orders where nothing was typed. One statement finds them, a second one writes the look down before this returns.
 */
export async function searchCases(db: Queries, staff: Staff, search: Search): Promise<SearchResult> {
  const { typed, before, now } = search;
  const readings = readSearch(typed);
  const { rows } = await db.execute<SearchRow>(searchStatement(readings, { before, now }));
  const result = readResult(readings, rows[0] ?? { orders: [], people: [], codes: [] });
  const { shown, count } = shownBy(result);
  if (count > 0) await logLook(db, staff, { what: 'search', detail: result.query.kind, shown, count, now });
  return result;
}

/** Whose data the page shows: its orders and people, and whoever a code stands for. */
function shownBy({ orders, people, codes }: SearchResult) {
  const ids = [...orders, ...people].map(({ id }) => id);
  const shown = [...new Set([...ids, ...codes.flatMap(({ viewerId }) => viewerId ?? [])])];
  return { shown, count: orders.length + people.length + codes.length };
}

/** The one case that a search has led to, an order's or a viewer's; undefined where there is a choice, or none. */
export function onlyHit({
  orders,
  people,
  codes,
}: Pick<SearchResult, 'orders' | 'people' | 'codes'>): CaseHit | undefined {
  const [order, person] = [orders[0], people[0]];
  if (codes.some(({ viewerId }) => viewerId === null)) return undefined;
  if (orders.length + people.length === 1) {
    if (order !== undefined) return { orderId: order.id };
    return person === undefined ? undefined : { viewerId: person.id };
  }
  // A code is somebody's, however many orders they have.
  const viewers = new Set(codes.map(({ viewerId }) => viewerId));
  const [viewerId] = viewers;
  return viewers.size === 1 && typeof viewerId === 'string' ? { viewerId } : undefined;
}

function readResult(readings: readonly [SearchQuery, ...SearchQuery[]], row: SearchRow): SearchResult {
  const orders = row.orders
    .slice(0, ORDERS)
    .map((order) => ({ ...order, createdAt: new Date(order.createdAt) }));
  const people = row.people
    .slice(0, PEOPLE)
    .map((person) => ({ ...person, createdAt: new Date(person.createdAt) }));
  const step = row.orders[0]?.step ?? row.people[0]?.step ?? 0;
  const query = readings[step] ?? readings[0];
  return {
    query,
    isShort: (query.kind === 'mail' || query.kind === 'text') && isShortPart(query.value),
    orders,
    olderThan: row.orders.length > ORDERS ? orders.at(-1)?.id : undefined,
    people,
    hasMorePeople: row.people.length > PEOPLE,
    codes: row.codes.map(({ checks, ...code }) => ({
      ...code,
      problems: readinessCheckNames.filter((name) =>
        ['failed', 'warned'].includes(checks?.[name] ?? 'skipped'),
      ),
      at: new Date(code.at),
    })),
  };
}
