import { eq } from 'drizzle-orm';
import { getServerSession } from 'next-auth';
import { authOptions } from '@/lib/auth/next-auth';
import type { Queries } from '@/lib/db/client';
import { viewers } from '@/lib/db/schema/viewers';
import { Fault } from '@/lib/fault';
import type { HeaderReader } from '@/lib/http/header-reader';
import { readScreenPass } from '@/lib/playback/screen-pass';

/** Proof of who asks: use cases take it as an argument. Only this file makes one. */
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

interface ScreenRequest {
  readonly headers: HeaderReader;
  readonly eventDayId: string;
  readonly now: Date;
}

/**
 * Who lets this screen play the day, where nobody is signed in: only for showing that day and opening its player. Undefined
 * for a screen without a pass (lib/playback/screen-pass.ts) for exactly that day.
 */
export async function viewerOfScreen(
  db: Queries,
  { headers, ...asked }: ScreenRequest,
): Promise<Viewer | undefined> {
  const pass = await readScreenPass(headers, asked);
  if (pass === undefined) return undefined;
  const [row] = await db
    .select({ id: viewers.id, email: viewers.email })
    .from(viewers)
    .where(eq(viewers.id, pass.viewerId));
  return row === undefined ? undefined : proveViewer({ id: row.id, email: row.email });
}

/** Only for the readers above and for tests of use cases, which have a row and no cookie. */
export function proveViewer(row: { id: string; email: string; name?: string | undefined }): Viewer {
  return { id: row.id, email: row.email, name: row.name, __proof: 'viewer' } as Viewer;
}
