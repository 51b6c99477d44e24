import type { PaymentMethod } from './payment-method';
import type { RefundSource } from './refund';

/** `free`: nothing to pay. `unknown`: Stripe did not say how. */
export type SalesMethod = PaymentMethod | 'free' | 'unknown';

/** What happened in sales, in tickets and in minor units of one currency. */
export interface SalesFigures {
  readonly sold: number;
  /** Tickets that were taken back for good. */
  readonly returned: number;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly refundedMinor: number;
  /** Taken back by the buyer's bank. */
  readonly lostMinor: number;
}

/** Figures of one day (of the event's zone), ticket type and method; of a refund, also who asked for it. */
export interface SalesRow extends SalesFigures {
  readonly currency: string;
  readonly day: string;
  readonly ticketTypeId: string;
  readonly method: SalesMethod;
  readonly refundSource: RefundSource | null;
}

export interface FiguresOf<Key extends string> {
  readonly key: Key;
  readonly figures: SalesFigures;
}

export interface CurrencySales {
  readonly currency: string;
  readonly total: SalesFigures;
  readonly byDay: readonly FiguresOf<string>[];
  readonly byType: readonly FiguresOf<string>[];
  readonly byMethod: readonly FiguresOf<SalesMethod>[];
  readonly bySource: readonly FiguresOf<RefundSource>[];
}

/** What is left of the sales. */
export function netMinor(figures: SalesFigures): number {
  const { grossMinor, discountMinor, refundedMinor, lostMinor } = figures;
  return grossMinor - discountMinor - refundedMinor - lostMinor;
}

/** The same rows added up in several ways, so that each table comes to the same total; currencies are never added up. */
export function summarizeSales(rows: readonly SalesRow[]): readonly CurrencySales[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    return {
      currency,
      total: own.reduce(add, nothing),
      byDay: addUp(own, ({ day }) => day).sort((a, b) => a.key.localeCompare(b.key)),
      byType: addUp(own, ({ ticketTypeId }) => ticketTypeId),
      byMethod: addUp(own, ({ method }) => method),
      bySource: addUp(own, ({ refundSource }) => refundSource ?? undefined),
    };
  });
}

const nothing: SalesFigures = {
  sold: 0,
  returned: 0,
  grossMinor: 0,
  discountMinor: 0,
  refundedMinor: 0,
  lostMinor: 0,
};

function addUp<Key extends string>(
  rows: readonly SalesRow[],
  keyOf: (row: SalesRow) => Key | undefined,
): FiguresOf<Key>[] {
  const sums = new Map<Key, SalesFigures>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) sums.set(key, add(sums.get(key) ?? nothing, row));
  }
  return [...sums].map(([key, figures]) => ({ key, figures }));
}

function add(sum: SalesFigures, row: SalesFigures): SalesFigures {
  return {
    sold: sum.sold + row.sold,
    returned: sum.returned + row.returned,
    grossMinor: sum.grossMinor + row.grossMinor,
    discountMinor: sum.discountMinor + row.discountMinor,
    refundedMinor: sum.refundedMinor + row.refundedMinor,
    lostMinor: sum.lostMinor + row.lostMinor,
  };
}
