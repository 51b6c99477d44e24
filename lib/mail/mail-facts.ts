import type { PaymentMethod, Voucher } from '@/lib/domain/payment-method';
import type { RefundSource } from '@/lib/domain/refund';
import type { Locale } from '@/messages/routing';

/** What a mail about an order says of it, in the mail's language. */
export interface MailOrder {
  readonly id: string;
  readonly code: string;
  readonly currency: string;
  readonly event: {
    readonly slug: string;
    readonly title: string;
    readonly organizer: string;
    readonly contactEmail: string;
    /** IANA name. */
    readonly timeZone: string;
  };
}

export interface MailDay {
  /** The entitlement's id: what makes the calendar entry the same one in a later mail. */
  readonly id: string;
  /** Which day of the event, as its watch page counts. */
  readonly position: number;
  readonly title: string;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface TicketsMail {
  readonly kind: 'confirmation' | 'received';
  readonly locale: Locale;
  readonly order: MailOrder;
  readonly lines: readonly { readonly name: string; readonly amountMinor: number }[];
  readonly totalMinor: number;
  readonly days: readonly MailDay[];
}

export interface VoucherMail {
  readonly kind: 'voucher';
  readonly locale: Locale;
  readonly order: MailOrder;
  readonly amountMinor: number;
  readonly voucher: Voucher;
}

/**
 * What a refund means for the tickets: `returned` they are not valid any more; `never_given` there were none;
 * `paid_twice` they stand on another payment; `kept` part of the money goes back and they stay valid.
 */
export type RefundEffect = 'returned' | 'never_given' | 'paid_twice' | 'kept';

export interface RefundMail {
  readonly kind: 'refund';
  readonly locale: Locale;
  readonly order: MailOrder;
  readonly amountMinor: number;
  readonly source: RefundSource;
  readonly method: PaymentMethod;
  readonly effect: RefundEffect;
  /** Names of the tickets that went back; only for `returned`. */
  readonly tickets: readonly string[];
}

export interface SignInCodeMail {
  readonly kind: 'sign_in_code';
  readonly locale: Locale;
  readonly code: string;
}

/** What a member of staff has written to the buyer. */
export interface ReplyMail {
  readonly kind: 'reply';
  readonly locale: Locale;
  readonly order: MailOrder;
  /** Paragraphs are apart by an empty line. */
  readonly text: string;
}

/** A link by which a complimentary ticket is taken, or tickets go over to another sign-in. */
export interface ClaimLinkMail {
  readonly kind: 'comp_link' | 'move_link';
  readonly locale: Locale;
  readonly event: MailOrder['event'];
  readonly tickets: readonly string[];
  readonly token: string;
  readonly expiresAt: Date;
}

/** Everything a mail says; a template adds words and nothing else. */
export type MailFacts = TicketsMail | VoucherMail | RefundMail | SignInCodeMail | ReplyMail | ClaimLinkMail;
