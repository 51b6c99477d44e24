import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { proveStaff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { playbackSessions } from '@/lib/db/schema/playback';
import { disputes, refunds } from '@/lib/db/schema/refunds';
import { orders, payments } from '@/lib/db/schema/sales';
import { staffActs } from '@/lib/db/schema/staff';
import { newId } from '@/lib/ids';
import { settleOrder } from '@/lib/sales/settle-order';
import { linesOf, outcomeOf, paidSale, type PaidSale } from '@/lib/sales/test-order';
import { addNote } from '@/lib/staff/add-note';
import { changeContact } from '@/lib/staff/change-contact';
import { closeViewerSessions } from '@/lib/staff/close-sessions';
import type { PerformedAct } from '@/lib/staff/perform-act';
import { refundTickets } from '@/lib/staff/refund-tickets';
import { resendMail } from '@/lib/staff/resend-mail';
import { restoreTickets } from '@/lib/staff/restore-tickets';
import { revokeTickets } from '@/lib/staff/revoke-tickets';
import { sendReply } from '@/lib/staff/send-reply';

export const now = new Date();
export const owner = proveStaff('owner@example.jp');

/** A paid order of two tickets, for 2500 and 4000, and every act on it as the owner does it. */
export async function paidCase(db: Database) {
  const sale = await paidSale(db, { now, prices: [2500, 4000] });
  const lineIds = await linesOf(db, sale);
  const wish = () => ({ key: randomUUID(), reason: 'asked by phone', orderId: sale.orderId, now });
  const mail = `confirmation:${sale.orderId}`;
  return {
    sale,
    lineIds,
    refund: (staff = owner, changes = {}) =>
      refundTickets(db, staff, { ...wish(), lineIds, amountMinor: 6500, ...changes }),
    revoke: (staff = owner, changes = {}) => revokeTickets(db, staff, { ...wish(), lineIds, ...changes }),
    restore: (staff = owner, changes = {}) => restoreTickets(db, staff, { ...wish(), lineIds, ...changes }),
    close_sessions: (staff = owner, changes = {}) =>
      closeViewerSessions(db, staff, { ...wish(), ...changes }),
    change_contact: (staff = owner, changes = {}) =>
      changeContact(db, staff, { ...wish(), contactEmail: 'new@example.jp', ...changes }),
    resend_mail: (staff = owner, changes = {}) =>
      resendMail(db, staff, { ...wish(), mail, to: 'corrected@example.jp', ...changes }),
    add_note: (staff = owner, changes = {}) => addNote(db, staff, { ...wish(), ...changes }),
    send_reply: (staff = owner, changes = {}) => sendReply(db, staff, { ...wish(), ...reply, ...changes }),
  };
}

const reply = { template: 'paid_ready', locale: 'ja', to: 'new@example.jp', text: 'こんにちは' } as const;

export type PaidCase = Awaited<ReturnType<typeof paidCase>>;
export type TriedAct = Promise<PerformedAct<string>>;

export function actRows(db: Database, { orderId }: Pick<PaidSale, 'orderId'>) {
  return db.select().from(staffActs).where(eq(staffActs.orderId, orderId));
}

export function mailRows(db: Database, { orderId }: Pick<PaidSale, 'orderId'>) {
  return db.select().from(outbox).where(eq(outbox.orderId, orderId));
}

/** All mails of the order have gone out. */
export async function markMailsSent(db: Database, { orderId }: PaidSale): Promise<void> {
  await db.update(outbox).set({ sentAt: now }).where(eq(outbox.orderId, orderId));
}

/** The buyer watches that day. */
export async function openPlayer(db: Database, sale: PaidSale, day: number): Promise<void> {
  await db.insert(playbackSessions).values({
    id: newId('pbs'),
    viewerId: sale.viewer.id,
    eventDayId: sale.event.dayIds[day] ?? '',
    device: 'device',
    openedAt: now,
    lastBeatAt: now,
  });
}

/** The buyer's bank asks for the money back; returns the dispute's id. */
export async function openDispute(db: Database, sale: PaidSale): Promise<string> {
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, sale.orderId));
  const id = newId('dec');
  await db.insert(disputes).values({
    id,
    paymentId: payment?.id ?? '',
    state: 'open',
    reason: 'fraudulent',
    amountMinor: 6500,
    openedAt: now,
  });
  await settle(db, sale);
  return id;
}

export function settle(db: Database, { orderId }: PaidSale): Promise<void> {
  return db.transaction((tx) => settleOrder(tx, { orderId, now }));
}

/** Everything that an act could change, so that "one effect" and "nothing" can be compared. */
export async function worldOf(db: Database, sale: PaidSale) {
  const money = await db
    .select({ id: refunds.id })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, sale.orderId));
  const players = await db
    .select({ reason: playbackSessions.closeReason })
    .from(playbackSessions)
    .where(eq(playbackSessions.viewerId, sale.viewer.id));
  const [order] = await db.select().from(orders).where(eq(orders.id, sale.orderId));
  return {
    ...(await outcomeOf(db, sale)),
    contact: order?.contactEmail,
    refunds: money.length,
    players: players.map(({ reason }) => reason),
    mails: (await mailRows(db, sale)).map((row) => `${row.kind} ${row.toAddress}`).sort(),
    acts: (await actRows(db, sale)).length,
  };
}
