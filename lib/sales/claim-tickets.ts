import { eq } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import { type Database, type Transaction, violates } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import { claimLinks } from '@/lib/db/schema/staff';
import { linkState } from '@/lib/domain/claim-link';
import { claimComp } from '@/lib/sales/claim-comp';
import { claimMove } from '@/lib/sales/claim-move';
import type { ClaimLink, ClaimResult } from '@/lib/sales/claim-result';
import { hashClaimToken } from '@/lib/sales/claim-token';

interface Claim {
  readonly token: string;
  readonly now: Date;
}

/**
 * Gives the viewer what the link of this token promises, once, however many come at once. Safe to call twice: who has used
 * it gets the same order. A refusal leaves the link as it was.
 */
export async function claimTickets(db: Database, viewer: Viewer, claim: Claim): Promise<ClaimResult> {
  try {
    return await db.transaction((tx) => claimOnce(tx, viewer, claim));
  } catch (error) {
    // The same viewer has bought one of the days in this very moment.
    if (violates(error, 'day_claims_one')) return { ok: false, reason: 'already_entitled' };
    throw error;
  }
}

async function claimOnce(tx: Transaction, viewer: Viewer, { token, now }: Claim): Promise<ClaimResult> {
  const link = await lockLink(tx, token);
  if (link === undefined) return { ok: false, reason: 'expired' };
  if (link.usedBy === viewer.id && link.orderId !== null) return { ok: true, orderId: link.orderId };
  const state = linkState(link, now);
  if (state !== 'open') return { ok: false, reason: state };
  const claimed =
    link.kind === 'comp'
      ? await claimComp(tx, viewer, { link, now })
      : await claimMove(tx, viewer, { link, now });
  if (!claimed.ok) return claimed;
  await tx
    .update(claimLinks)
    .set({ usedAt: now, usedBy: viewer.id, orderId: claimed.orderId })
    .where(eq(claimLinks.id, link.id));
  return claimed;
}

/** The order of a move before its link, as staff do who send another link for it. */
async function lockLink(tx: Transaction, token: string): Promise<ClaimLink | undefined> {
  const isIt = eq(claimLinks.tokenHash, hashClaimToken(token));
  const [known] = await tx.select().from(claimLinks).where(isIt);
  if (known?.kind === 'move') {
    await tx
      .select({ id: orders.id })
      .from(orders)
      .where(eq(orders.id, known.orderId ?? ''))
      .for('update');
  }
  const [link] = await tx.select().from(claimLinks).where(isIt).for('update');
  return link;
}
