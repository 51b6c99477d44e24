import { getServerSession } from 'next-auth';
import { authOptions } from '@/lib/auth/next-auth';
import { Fault } from '@/lib/fault';

/** Proof that someone signed in: use cases take it as an argument. Only this file makes one. */
export interface Viewer {
  readonly id: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly __proof: 'viewer';
}

/** The viewer of this request, or undefined when nobody is signed in. */
export async function currentViewer(): Promise<Viewer | undefined> {
  const session = await getServerSession(await authOptions());
  if (session?.viewerId === undefined || typeof session.user?.email !== 'string') return undefined;
  return proveViewer({
    id: session.viewerId,
    email: session.user.email,
    name: session.user.name ?? undefined,
  });
}

/** As currentViewer, for routes and actions. Throws Fault `not_signed_in`. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === undefined) throw new Fault('not_signed_in');
  return viewer;
}

/** Only for the session reader above and for tests of use cases, which have a row and no cookie. */
export function proveViewer(row: { id: string; email: string; name?: string | undefined }): Viewer {
  return { id: row.id, email: row.email, name: row.name, __proof: 'viewer' } as Viewer;
}
