import type { LocalizedText } from './localized-text';

/**
 * `open`: its tickets are valid or suspended by a dispute; `revoked`: staff took them without money, and may give them
 * back; `taken_back`: refunded, for good; `none`: not paid, so there is no ticket.
 */
export type LineStanding = 'open' | 'revoked' | 'taken_back' | 'none';

/** An order line as acts of staff see it. */
export interface ActLine {
  readonly id: string;
  readonly name: LocalizedText;
  readonly paidMinor: number;
  readonly standing: LineStanding;
}

/** What goes back for these lines: never more than is left of the payment. */
export function refundAmount(lines: readonly Pick<ActLine, 'paidMinor'>[], leftMinor: number): number {
  const paidMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0);
  return Math.max(0, Math.min(paidMinor, leftMinor));
}

/** Tickets that staff took without money can still be refunded. */
export function isRefundable({ standing }: Pick<ActLine, 'standing'>): boolean {
  return standing === 'open' || standing === 'revoked';
}
