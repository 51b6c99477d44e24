import type { Database } from '@/lib/db/client';
import { screenLinks } from '@/lib/db/schema/playback';
import { SCREEN_CODE_SECONDS } from '@/lib/domain/screen-link';
import { newId, newScreenCode } from '@/lib/ids';
import { hashScreenCode } from '@/lib/playback/screen-code-hash';

interface WaitingScreen {
  /** As lib/http/device-cookie.ts names it; it alone may collect. */
  readonly browser: string;
  /** Such as `Windows · Chrome`: what the viewer is asked to recognize. */
  readonly device: string;
  readonly now: Date;
}

export interface ScreenLink {
  readonly id: string;
  /** Eight characters; kept nowhere. */
  readonly code: string;
  /** Not a time: the clock of a television is often wrong. */
  readonly expiresInSeconds: number;
}

const ATTEMPTS = 3;

/** A fresh code for a screen that wants to show what a viewer elsewhere may watch (RFC 8628 §3.2). */
export async function openScreenLink(db: Database, screen: WaitingScreen): Promise<ScreenLink> {
  const { browser, device, now } = screen;
  const expiresAt = new Date(now.getTime() + SCREEN_CODE_SECONDS * 1000);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const code = newScreenCode();
    const row = {
      id: newId('scr'),
      codeHash: hashScreenCode(code),
      browser,
      device,
      createdAt: now,
      expiresAt,
    };
    const [written] = await db
      .insert(screenLinks)
      .values(row)
      .onConflictDoNothing({ target: screenLinks.codeHash })
      .returning({ id: screenLinks.id });
    if (written !== undefined) return { id: written.id, code, expiresInSeconds: SCREEN_CODE_SECONDS };
  }
  throw new Error('three codes in a row were taken');
}
