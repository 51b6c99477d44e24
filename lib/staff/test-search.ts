import { randomUUID } from 'node:crypto';
import { proveStaff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { TestEvent } from '@/lib/db/test-rows';
import { makeSupportCode } from '@/lib/domain/support-code';
import { newId, newOrderCode } from '@/lib/ids';
import { onlyHit, searchCases } from '@/lib/staff/search';

export const now = new Date('2026-11-29T12:00:00Z');
export const staff = proveStaff('desk@example.jp');
let codes = 0;

/** A support code that no other row of this file has. */
export function nextCode(): string {
  return makeSupportCode(new Uint8Array([7, 7, 7, 7, (codes += 1)]));
}

/** What staff find and where a single hit leads. */
export async function search(db: Database, typed: string, before?: string) {
  const result = await searchCases(db, staff, { typed, before, now });
  return {
    ...result,
    ids: result.orders.map(({ id }) => id),
    peopleIds: result.people.map(({ id }) => id),
    hit: onlyHit(result),
  };
}

export async function writeOrder(
  db: Database,
  { eventId }: TestEvent,
  changes: Partial<typeof orders.$inferInsert> & { readonly viewerId: string },
): Promise<string> {
  const id = newId('ord');
  await db.insert(orders).values({
    id,
    code: newOrderCode(),
    eventId,
    state: 'expired',
    totalMinor: 4500,
    currency: 'JPY',
    contactEmail: 'contact@somewhere.example',
    locale: 'ja',
    clientKey: randomUUID(),
    holdUntil: now,
    createdAt: now,
    ...changes,
  });
  return id;
}

/** An attempt with a card that ends in 4242, over 4500 yen. */
export async function writeCard(
  db: Database,
  changes: Partial<typeof payments.$inferInsert> & { readonly orderId: string },
): Promise<void> {
  await db.insert(payments).values({
    id: newId('pay'),
    attempt: 1,
    amountMinor: 4500,
    currency: 'JPY',
    state: 'failed',
    cardLast4: '4242',
    createdAt: now,
    ...changes,
  });
}
