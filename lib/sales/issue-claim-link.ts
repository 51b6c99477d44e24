import type { Transaction } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { claimLinks } from '@/lib/db/schema/staff';
import { newId } from '@/lib/ids';
import { hashClaimToken, newClaimToken } from '@/lib/sales/claim-token';

type NewLink = Omit<typeof claimLinks.$inferInsert, 'id' | 'tokenHash' | 'withdrawnAt' | 'usedAt' | 'usedBy'>;

/**
 * Writes a link and the mail that brings it, in the transaction of the act. The token is in the waiting mail alone, and
 * gone from there when it was sent. Returns the link's id.
 */
export async function issueClaimLink(tx: Transaction, link: NewLink): Promise<string> {
  const [id, token] = [newId('clm'), newClaimToken()];
  await tx.insert(claimLinks).values({ ...link, id, tokenHash: hashClaimToken(token) });
  const kind = link.kind === 'comp' ? 'comp_link' : 'move_link';
  await tx.insert(outbox).values({
    dedupeKey: `${kind}:${id}`,
    kind,
    orderId: link.orderId ?? null,
    toAddress: link.toAddress,
    locale: link.locale,
    secret: { code: token },
    createdAt: link.createdAt,
    nextTryAt: link.createdAt,
  });
  return id;
}
