/** The mails we send. `received`: money for a voucher has come in; `confirmation`: paid at once, or free. */
export const mailKinds = ['confirmation', 'voucher', 'received', 'refund', 'sign_in_code'] as const;

export type MailKind = (typeof mailKinds)[number];
