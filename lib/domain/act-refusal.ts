/** Why an act of staff on an order was not done. */
export const actRefusals = [
  'sign_in_again',
  'not_paid',
  'disputed',
  'nothing_left',
  'nothing_to_restore',
  'other_order',
  'changed',
  'nothing_open',
  'unchanged',
  'not_true',
  'under_way',
] as const;

export type ActRefusal = (typeof actRefusals)[number];
