import { randomUUID } from 'node:crypto';
import { like, sql } from 'drizzle-orm';
import { proveStaff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { grantComp } from '@/lib/staff/grant-comp';

interface Wish {
  readonly ticketTypeId: string;
  readonly now: Date;
}

/** Gives a complimentary ticket to an address of its own and reads the token from the waiting mail. */
export async function giveComp(
  db: Database,
  { ticketTypeId, now }: Wish,
): Promise<{ readonly token: string; readonly linkId: string; readonly to: string }> {
  const staff = proveStaff(`${randomUUID()}@example.jp`, { signedInAt: now });
  const to = `${randomUUID()}@example.jp`;
  const grant = { key: randomUUID(), reason: 'guest', ticketTypeId, to, locale: 'ja', now } as const;
  const granted = await grantComp(db, staff, grant);
  if (!granted.ok) throw new Error(`not granted: ${granted.reason}`);
  return { ...(await waitingLink(db, 'comp_link', to)), to };
}

/** The link in the mail that waits for that address. */
export async function waitingLink(
  db: Database,
  kind: 'comp_link' | 'move_link',
  to: string,
): Promise<{ readonly token: string; readonly linkId: string }> {
  const isIt = sql`${outbox.toAddress} = ${to} and ${like(outbox.dedupeKey, `${kind}:%`)}`;
  const [mail] = await db
    .select()
    .from(outbox)
    .where(isIt)
    .orderBy(sql`${outbox.createdAt} desc`)
    .limit(1);
  if (mail?.secret === null || mail === undefined) throw new Error('no mail with a link');
  return { token: mail.secret.code, linkId: mail.dedupeKey.slice(kind.length + 1) };
}
