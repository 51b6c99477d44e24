import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { claimLinks } from '@/lib/db/schema/staff';
import type { CompRefusal } from '@/lib/domain/comp-refusal';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface Withdrawal {
  readonly key: string;
  readonly reason: string;
  readonly linkId: string;
  readonly now: Date;
}

/**
 * Makes a link of a complimentary ticket void, as one act of staff. `not_open`: it was used, withdrawn or has run out, or
 * there is none. A ticket that was claimed is taken back on its order's page.
 */
export function withdrawComp(
  db: Database,
  staff: Staff,
  { key, reason, linkId, now }: Withdrawal,
): Promise<PerformedAct<CompRefusal>> {
  return performAct<CompRefusal>(db, staff, {
    power: 'grant_comp',
    key,
    reason,
    subject: linkId,
    now,
    work: async (tx) => {
      const isOpen = and(
        isNull(claimLinks.usedAt),
        isNull(claimLinks.withdrawnAt),
        gt(claimLinks.expiresAt, now),
      );
      const withdrawn = await tx
        .update(claimLinks)
        .set({ withdrawnAt: now })
        .where(and(eq(claimLinks.id, linkId), eq(claimLinks.kind, 'comp'), isOpen))
        .returning({ id: claimLinks.id });
      if (withdrawn.length === 0) return { ok: false, reason: 'not_open' };
      return { ok: true, before: { state: 'open' }, after: { state: 'withdrawn', link: linkId } };
    },
  });
}
