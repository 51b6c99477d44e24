import type { StaffPower } from './staff-role';

/** Every address of the admin, as its folder spells it, and the power without which it does not exist. */
export const adminPages = {
  '/admin': 'find',
  '/admin/orders/[orderId]': 'find',
} as const satisfies Record<string, StaffPower>;

/** Those that the header leads to, in its order. */
export const adminMenu = [{ href: '/admin', name: 'search' }] as const satisfies readonly {
  readonly href: keyof typeof adminPages;
  readonly name: string;
}[];
