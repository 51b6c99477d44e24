/** Why a complimentary ticket was not given, or its link not withdrawn. */
export const compRefusals = ['sign_in_again', 'limit_reached', 'event_over', 'no_seat', 'not_open'] as const;

export type CompRefusal = (typeof compRefusals)[number];
