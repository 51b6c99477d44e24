import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queries } from '@/lib/db/client';
import type { outbox } from '@/lib/db/schema/operations';
import { staffActs } from '@/lib/db/schema/staff';

const sentReply = z.object({ text: z.string() });

/** The text of a mail of kind `reply`, from the row of the act that sent it; the mail's key names it. */
export async function readReply(
  db: Queries,
  { dedupeKey, orderId }: Pick<typeof outbox.$inferSelect, 'dedupeKey' | 'orderId'>,
): Promise<string | undefined> {
  const [act] = await db
    .select({ after: staffActs.after })
    .from(staffActs)
    .where(
      and(
        eq(staffActs.orderId, orderId ?? ''),
        eq(staffActs.power, 'send_reply'),
        sql`${staffActs.after} ->> 'mail' = ${dedupeKey}`,
      ),
    );
  return act === undefined ? undefined : sentReply.parse(act.after).text;
}
