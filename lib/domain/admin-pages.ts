import type { StaffPower } from './staff-role';

/** Every address of the admin, as its folder spells it, and the power without which it does not exist. */
export const adminPages = {
  '/admin': 'find',
  '/admin/orders/[orderId]': 'find',
  '/admin/event-days': 'see_board',
  '/admin/event-days/[eventDayId]': 'see_board',
  '/admin/event-days/[eventDayId]/numbers': 'see_board',
  '/admin/event-days/[eventDayId]/people': 'find',
  '/admin/comps': 'grant_comp',
  '/admin/events': 'edit_events',
  '/admin/events/[eventId]': 'edit_events',
  '/admin/events/[eventId]/file': 'edit_events',
  '/admin/staff': 'manage_staff',
} as const satisfies Record<string, StaffPower>;

/** Those that the header leads to, in its order. */
export const adminMenu = [
  { href: '/admin', name: 'search' },
  { href: '/admin/event-days', name: 'board' },
  { href: '/admin/comps', name: 'comps' },
  { href: '/admin/events', name: 'events' },
  { href: '/admin/staff', name: 'staff' },
] as const satisfies readonly {
  readonly href: keyof typeof adminPages;
  readonly name: string;
}[];
