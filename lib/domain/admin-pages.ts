import type { StaffPower } from './staff-role';

/** Every address of the admin, as its folder spells it, and the power without which it does not exist. */
export const adminPages = {
  '/admin': 'find',
  '/admin/orders/[orderId]': 'find',
  '/admin/orders/[orderId]/news': 'find',
  '/admin/viewers/[viewerId]': 'find',
  '/admin/viewers/[viewerId]/news': 'find',
  '/admin/event-days': 'see_board',
  '/admin/event-days/[eventDayId]': 'see_board',
  '/admin/event-days/[eventDayId]/numbers': 'see_board',
  '/admin/event-days/[eventDayId]/people': 'find',
  '/admin/comps': 'grant_comp',
  '/admin/events': 'edit_events',
  '/admin/events/new': 'edit_events',
  '/admin/events/[eventId]': 'edit_events',
  '/admin/events/[eventId]/edit': 'edit_events',
  '/admin/events/[eventId]/preview': 'edit_events',
  '/admin/events/[eventId]/preview/page': 'edit_events',
  '/admin/events/[eventId]/file': 'edit_events',
  '/admin/sales': 'see_sales',
  '/admin/sales/[eventId]/orders.csv': 'export',
  '/admin/sales/[eventId]/money.csv': 'export',
  '/admin/sales/[eventId]/watch.csv': 'export',
  '/admin/sales/[eventId]/refusals.csv': 'export',
  '/admin/audit': 'see_audit',
  '/admin/audit/acts.csv': 'see_audit',
  '/admin/audit/looks.csv': 'see_audit',
  '/admin/staff': 'manage_staff',
} as const satisfies Record<string, StaffPower>;

/** Every server action of the admin, by its file and name, and the power without which it is not there. */
export const adminActions = {
  'comps/actions.ts': { grant: 'grant_comp', withdraw: 'grant_comp' },
  'event-days/[eventDayId]/actions.ts': {
    switchDay: 'switch_show',
    postDayBanner: 'post_banner',
    endDayBanner: 'post_banner',
    resolve: 'resolve_alerts',
  },
  'events/actions.ts': {
    saveEventFile: 'edit_events',
    saveEventForm: 'edit_events',
    setEventState: 'edit_events',
  },
  'orders/[orderId]/actions.ts': {
    refund: 'refund',
    revoke: 'revoke',
    restore: 'restore',
    closeSessions: 'close_sessions',
    changeOrderContact: 'change_contact',
    resend: 'resend_mail',
    note: 'add_note',
    reply: 'send_reply',
    move: 'move_tickets',
  },
  'staff/actions.ts': { setRoles: 'manage_staff' },
} as const satisfies Record<string, Record<string, StaffPower>>;

/** Those that the header leads to, in its order. */
export const adminMenu = [
  { href: '/admin', name: 'search' },
  { href: '/admin/event-days', name: 'board' },
  { href: '/admin/comps', name: 'comps' },
  { href: '/admin/events', name: 'events' },
  { href: '/admin/sales', name: 'sales' },
  { href: '/admin/audit', name: 'audit' },
  { href: '/admin/staff', name: 'staff' },
] as const satisfies readonly {
  readonly href: keyof typeof adminPages;
  readonly name: string;
}[];
