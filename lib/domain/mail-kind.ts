/** The mails we send. `received`: money for a voucher has come in; `confirmation`: paid at once, or free; `reply`: what staff have written; `comp_link`, `move_link`: a link to claim tickets by. */
export const mailKinds = [
  'confirmation',
  'voucher',
  'received',
  'refund',
  'sign_in_code',
  'reply',
  'comp_link',
  'move_link',
] as const;

export type MailKind = (typeof mailKinds)[number];
