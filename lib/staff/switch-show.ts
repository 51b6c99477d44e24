import { desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { eventDays } from '@/lib/db/schema/catalog';
import { showSwitches } from '@/lib/db/schema/staff';
import { decideSwitch } from '@/lib/domain/decide-switch';
import { phaseOf, switchedTo } from '@/lib/domain/event-day';
import type { ShowPosition, ShowSwitch, SwitchRefusal } from '@/lib/domain/show-switch';
import { Fault } from '@/lib/fault';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface Switching {
  readonly key: string;
  readonly reason: string;
  readonly eventDayId: string;
  readonly to: ShowPosition;
  /** The last switch that the staff member saw, by its id; 0: none. */
  readonly seen: number;
  readonly now: Date;
}

/**
 * Switches a day by hand, as one act of staff; pages, licenses and beats go by it from then on. `changed`: somebody else
 * has switched it meanwhile. What would have no effect is refused. Throws Fault `not_found` without the power or the day.
 */
export async function switchShow(
  db: Database,
  staff: Staff,
  { key, reason, eventDayId, to, seen, now }: Switching,
): Promise<PerformedAct<SwitchRefusal>> {
  const eventId = await eventOf(db, eventDayId);
  return performAct<SwitchRefusal>(db, staff, {
    power: 'switch_show',
    key,
    reason,
    eventId,
    subject: eventDayId,
    now,
    work: async (tx) => {
      const { day, newest } = await lockDay(tx, eventDayId);
      if ((newest?.id ?? 0) !== seen) return { ok: false, reason: 'changed' };
      const before = { ...day, switched: newest && switchOf(newest) };
      const rule = decideSwitch(before, to, now);
      if (rule !== undefined) return { ok: false, reason: rule };
      const after = switchedTo(before, to, now);
      await tx.insert(showSwitches).values({
        eventDayId,
        position: to,
        switchedBy: staff.email,
        switchedAt: now,
        wasOpen: after.switched?.wasOpen === true,
      });
      return {
        ok: true,
        before: { position: newest?.position ?? 'auto', phase: phaseOf(before, now) },
        after: { position: to, phase: phaseOf(after, now) },
      };
    },
  });
}

function switchOf({ position, switchedAt, wasOpen }: typeof showSwitches.$inferSelect): ShowSwitch {
  return { to: position, at: switchedAt, wasOpen };
}

async function eventOf(db: Database, eventDayId: string): Promise<string> {
  const [day] = await db
    .select({ eventId: eventDays.eventId })
    .from(eventDays)
    .where(eq(eventDays.id, eventDayId));
  if (day === undefined) throw new Fault('not_found', 'no such event day');
  return day.eventId;
}

/** Two who switch the same day go one after the other. */
async function lockDay(tx: Transaction, eventDayId: string) {
  const [day] = await tx.select().from(eventDays).where(eq(eventDays.id, eventDayId)).for('update');
  if (day === undefined) throw new Fault('not_found', 'no such event day');
  const [newest = null] = await tx
    .select()
    .from(showSwitches)
    .where(eq(showSwitches.eventDayId, eventDayId))
    .orderBy(desc(showSwitches.id))
    .limit(1);
  return { day, newest };
}
