/** Who works here, from the support desk to the house itself. */
export const staffRoles = ['support', 'operator', 'finance', 'owner'] as const;

export type StaffRole = (typeof staffRoles)[number];

const everyone = staffRoles;

/** Which role may do what: the one list that pages, actions and their tests go by. */
export const staffPowers = {
  /** Search, cases, decoding of codes. */
  find: everyone,
  see_board: everyone,
  add_note: everyone,
  send_reply: ['support', 'operator', 'owner'],
  resend_mail: ['support', 'operator', 'owner'],
  change_contact: ['support', 'operator', 'owner'],
  move_tickets: ['support', 'operator', 'owner'],
  close_sessions: ['support', 'operator', 'owner'],
  revoke: ['operator', 'owner'],
  restore: ['operator', 'owner'],
  grant_comp: ['operator', 'owner'],
  switch_show: ['operator', 'owner'],
  resolve_alerts: ['operator', 'finance', 'owner'],
  post_banner: ['operator', 'owner'],
  edit_events: ['operator', 'owner'],
  refund: ['finance', 'owner'],
  refund_event: ['finance', 'owner'],
  see_sales: ['finance', 'owner'],
  export: ['finance', 'owner'],
  see_audit: ['finance', 'owner'],
  manage_staff: ['owner'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type StaffPower = keyof typeof staffPowers;

/** For these the sign-in has to be young: money and roles are not left to an open laptop. */
export const freshPowers: readonly StaffPower[] = ['refund', 'refund_event', 'manage_staff'];

/** How old a sign-in may be: of staff at all, and for what `freshPowers` names. */
export const STAFF_SESSION_MS = 8 * 60 * 60_000;
export const FRESH_SIGN_IN_MS = 15 * 60_000;

/** Complimentary tickets that one member may give in 24 hours, by the best of their roles. */
const compsPerDay: Readonly<Record<StaffRole, number>> = { support: 0, operator: 20, finance: 0, owner: 200 };

export function hasPower(roles: readonly StaffRole[], power: StaffPower): boolean {
  const allowed: readonly StaffRole[] = staffPowers[power];
  return roles.some((role) => allowed.includes(role));
}

export function compLimit(roles: readonly StaffRole[]): number {
  return Math.max(0, ...roles.map((role) => compsPerDay[role]));
}

export function isFreshSignIn(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() < FRESH_SIGN_IN_MS;
}

export function parseStaffRole(text: string): StaffRole | undefined {
  return staffRoles.find((role) => role === text);
}
