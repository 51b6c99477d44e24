import { and, eq } from 'drizzle-orm';
import { type Database, violates } from '@/lib/db/client';
import { viewerIdentities, viewers } from '@/lib/db/schema/viewers';
import { normalizeMail } from '@/lib/domain/search-query';
import { newId } from '@/lib/ids';

export interface ProvenIdentity {
  readonly provider: string;
  readonly subject: string;
  /** Verified by the provider: an unverified address must never reach this function. */
  readonly email: string;
  readonly name: string | undefined;
}

/**
 * The viewer behind a login: known by its subject, else by its verified address, else new. Safe to call twice
 * and at once. The address of a known viewer is not changed by a login.
 */
export async function rememberViewer(
  db: Database,
  identity: ProvenIdentity,
): Promise<{ id: string; email: string }> {
  const known = await findByIdentity(db, identity);
  if (known !== undefined) return known;
  const email = normalizeMail(identity.email);
  try {
    return await db.transaction(async (tx) => {
      await tx
        .insert(viewers)
        .values({ id: newId('vwr'), email, name: identity.name ?? null })
        .onConflictDoNothing({ target: viewers.email });
      const [viewer] = await tx
        .select({ id: viewers.id, email: viewers.email })
        .from(viewers)
        .where(eq(viewers.email, email));
      if (viewer === undefined) throw new Error('viewer vanished between insert and select');
      await tx.insert(viewerIdentities).values({ ...loginOf(identity), viewerId: viewer.id });
      return viewer;
    });
  } catch (error) {
    if (!violates(error, 'viewer_identities_provider_subject_pk')) throw error;
    const other = await findByIdentity(db, identity);
    if (other === undefined) throw error;
    return other;
  }
}

function loginOf(identity: ProvenIdentity): { provider: string; subject: string } {
  return { provider: identity.provider, subject: identity.subject };
}

async function findByIdentity(
  db: Database,
  identity: ProvenIdentity,
): Promise<{ id: string; email: string } | undefined> {
  const [row] = await db
    .select({ id: viewers.id, email: viewers.email })
    .from(viewerIdentities)
    .innerJoin(viewers, eq(viewers.id, viewerIdentities.viewerId))
    .where(
      and(eq(viewerIdentities.provider, identity.provider), eq(viewerIdentities.subject, identity.subject)),
    );
  return row;
}
