import { and, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { type Database, type Transaction, violates } from '@/lib/db/client';
import { staffActs } from '@/lib/db/schema/staff';
import { freshPowers, hasPower, isFreshSignIn, type StaffPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { newId } from '@/lib/ids';

export interface StaffAct<Reason extends string> {
  readonly power: StaffPower;
  /** Made by the page that offers the act; the same key twice is one act. */
  readonly key: string;
  /** Why, in the staff member's words. */
  readonly reason: string;
  readonly orderId?: string | undefined;
  readonly viewerId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly subject?: string | undefined;
  readonly now: Date;
  readonly work: (tx: Transaction) => Promise<ActWork<Reason>>;
}

/** What an act has done, for the audit log; or the rule that says no, and then it must have written nothing. */
export type ActWork<Reason extends string> =
  | { readonly ok: true; readonly before?: unknown; readonly after?: unknown }
  | { readonly ok: false; readonly reason: Reason };

export type PerformedAct<Reason extends string> =
  /** `isRepeat`: it had been done before, with the same key; nothing was done now. */
  | { readonly ok: true; readonly isRepeat: boolean; readonly after: unknown }
  | { readonly ok: false; readonly reason: Reason | 'sign_in_again' };

/**
 * The one door of everything that staff do: asks for the power, does the work and writes the audit row in one transaction,
 * exactly once per key. Throws Fault `not_found` for who may not do it. `sign_in_again`: the sign-in is too old for money
 * and roles.
 */
export async function performAct<Reason extends string = never>(
  db: Database,
  staff: Staff,
  act: StaffAct<Reason>,
): Promise<PerformedAct<Reason>> {
  if (!hasPower(staff.roles, act.power)) throw new Fault('not_found', `no power to ${act.power}`);
  if (freshPowers.includes(act.power) && !isFreshSignIn(staff.signedInAt, act.now)) {
    return { ok: false, reason: 'sign_in_again' };
  }
  const earlier = await findAct(db, staff, act.key);
  if (earlier !== undefined) return earlier;
  try {
    const done = await db.transaction((tx) => actOnce(tx, staff, act));
    // Of two presses at once the later one may find that there is nothing left to do.
    return done.ok ? done : ((await findAct(db, staff, act.key)) ?? done);
  } catch (error) {
    // The same press twice at once: the other one has done it, or this one would have seen a refusal.
    const other = violates(error, 'staff_acts_once') ? await findAct(db, staff, act.key) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}

async function actOnce<Reason extends string>(
  tx: Transaction,
  staff: Staff,
  act: StaffAct<Reason>,
): Promise<PerformedAct<Reason>> {
  const done = await act.work(tx);
  if (!done.ok) return done;
  const { power, key, reason, orderId, viewerId, eventId, subject, now } = act;
  await tx.insert(staffActs).values({
    id: newId('act'),
    key,
    power,
    staffEmail: staff.email,
    roles: [...staff.roles],
    reason,
    orderId: orderId ?? null,
    viewerId: viewerId ?? null,
    eventId: eventId ?? null,
    subject: subject ?? null,
    before: done.before ?? null,
    after: done.after ?? null,
    actedAt: now,
  });
  return { ok: true, isRepeat: false, after: done.after ?? null };
}

async function findAct(
  db: Database,
  staff: Staff,
  key: string,
): Promise<{ readonly ok: true; readonly isRepeat: true; readonly after: unknown } | undefined> {
  const [row] = await db
    .select({ after: staffActs.after })
    .from(staffActs)
    .where(and(eq(staffActs.staffEmail, staff.email), eq(staffActs.key, key)));
  return row === undefined ? undefined : { ok: true, isRepeat: true, after: row.after };
}
