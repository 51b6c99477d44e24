import { type Viewer, viewerOfScreen } from '@/lib/auth/viewer';
import type { HeaderReader } from '@/lib/http/header-reader';
import { clientCountry } from '@/lib/http/client-country';
import { checkAccess, type WatchView } from '@/lib/playback/check-access';
import { runtime } from '@/lib/runtime';

interface Asked {
  readonly slug: string;
  /** As checkAccess takes it. */
  readonly position: number | undefined;
  readonly headers: HeaderReader;
}

/** What the watch page shows: to the signed-in viewer, else on a screen that was confirmed for the day, to the one who did. */
export async function viewFor(
  viewer: Viewer | undefined,
  { slug, position, headers }: Asked,
): Promise<WatchView | undefined> {
  const { db, now } = runtime();
  const ask = { slug, position, country: clientCountry(headers), now };
  const view = await checkAccess(db, viewer, ask);
  if (view?.refusal !== 'not_signed_in') return view;
  const watching = await viewerOfScreen(db, { headers, eventDayId: view.day.id, now });
  return watching === undefined ? view : checkAccess(db, watching, { ...ask, position: view.day.position });
}
