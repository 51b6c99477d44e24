import { eq } from 'drizzle-orm';
import { forgiveAct, limitAct } from '@/lib/auth/act-limit';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { screenLinks } from '@/lib/db/schema/playback';
import { decideScreenCode, parseScreenCode, type ScreenRefusal } from '@/lib/domain/screen-link';
import { Fault } from '@/lib/fault';
import { hashScreenCode } from '@/lib/playback/screen-code-hash';

/** A screen that waits to be confirmed. */
export interface WaitingLink {
  readonly id: string;
  readonly code: string;
  /** Such as `Windows · Chrome`. */
  readonly device: string;
}

export type FoundScreen =
  | { readonly ok: true; readonly screen: WaitingLink }
  | { readonly ok: false; readonly reason: Exclude<ScreenRefusal, 'no_open_day'> };

/** The screen that shows this code. Wrong codes are counted by viewer, before they are looked up; right ones are not. */
export async function findScreenLink(
  db: Database,
  viewer: Viewer,
  { typed, now }: { readonly typed: string; readonly now: Date },
): Promise<FoundScreen> {
  const code = parseScreenCode(typed);
  if (code === undefined) return { ok: false, reason: 'code_malformed' };
  if (!(await mayGuess(db, viewer))) return { ok: false, reason: 'too_many_tries' };
  const [link] = await db
    .select()
    .from(screenLinks)
    .where(eq(screenLinks.codeHash, hashScreenCode(code)));
  if (link === undefined) return { ok: false, reason: 'code_unknown' };
  await forgiveAct(db, 'screen_guess', viewer.id);
  const reason = decideScreenCode(link, now);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, screen: { id: link.id, code, device: link.device } };
}

async function mayGuess(db: Database, viewer: Viewer): Promise<boolean> {
  try {
    await limitAct(db, 'screen_guess', viewer.id);
    return true;
  } catch (refused) {
    if (refused instanceof Fault && refused.code === 'too_many_requests') return false;
    throw refused;
  }
}
