import { env } from '@/lib/config/env';
import type { Database } from '@/lib/db/client';
import { playableUntil } from '@/lib/domain/event-day';
import type { KeySystem } from '@/lib/domain/key-system';
import { findTestDay } from '@/lib/catalog/find-test-day';
import { mediaCookies, signedResources } from '@/lib/playback/media-cookies';
import { checkCdn } from './check-cdn';
import { checkLicenses } from './check-licenses';
import { type CheckLine, notChecked } from './check-line';
import { checkManifest } from './check-manifest';
import type { PlannedDay, PlannedShow } from './planned-shows';
import { isLoopback } from './public-site';
import type { PreflightWish } from './read-preflight-wish';
import { settled } from './settled';

interface ShowPlan {
  readonly show: PlannedShow;
  readonly wish: PreflightWish;
  readonly now: Date;
}

/** Everything about one show that is not text: its streams on each origin, its segments, its licenses. */
export async function showLines(db: Database, plan: ShowPlan): Promise<readonly CheckLine[]> {
  const { show, now } = plan;
  const groups = await Promise.all([
    licenseLines(db, plan),
    ...show.days.map((day) => dayLines(show, day, now)),
  ]);
  return groups.flat();
}

async function licenseLines(db: Database, { show, wish, now }: ShowPlan): Promise<readonly CheckLine[]> {
  const { slug, days } = show;
  const what = `${slug}: test playback`;
  return settled(what, async () => {
    const found = await findTestDay(db, { slug, now });
    const day = days.find(({ id }) => id === found?.eventDayId);
    if (day === undefined)
      return [
        notChecked(what, 'it has no day of open access', 'Add one to its event file, with keys of its own.'),
      ];
    const vendors = env().DRM_VENDORS;
    const lines = await checkLicenses({
      appUrl: env().APP_URL.replace(/\/$/, ''),
      testDayId: day.id,
      kids: day.kids,
      showKeySystems: days.filter(({ access }) => access === 'ticket').flatMap((each) => each.keySystems),
      recorded: wish.recorded,
      twinKeySystems: day.keySystems.filter((name: KeySystem) => isLoopback(vendors[name]?.url ?? '')),
    });
    return lines.map((line) => ({ ...line, what: `${slug}: ${line.what}` }));
  });
}

/** DASH and HLS, each on the first and on the second origin; segments of the one that is there. */
async function dayLines(show: PlannedShow, day: PlannedDay, now: Date): Promise<readonly CheckLine[]> {
  const name = `${show.slug}, ${day.title.en}`;
  const places = manifestsOf(day).map(({ kind, url }) => ({ name: `${name}, ${kind}`, url }));
  const isDue = day.phase !== 'before';
  const { kids } = day;
  const manifests = await Promise.all(places.map((place) => checkManifest({ ...place, kids, isDue })));
  const there = places.filter((_, index) => manifests[index]?.result !== 'not_checked');
  const cookies = await cookiesOf(day, now);
  const appUrl = env().APP_URL;
  const segments = await Promise.all(
    there.map((place) =>
      settled(`${place.name}: segments`, () =>
        checkCdn({ name: place.name, manifestUrl: place.url, appUrl, cookies }),
      ),
    ),
  );
  return [...manifests, ...segments.flat()];
}

function manifestsOf({ manifestUrl, hlsManifestUrl, backupOrigin }: PlannedDay) {
  const first = [
    { kind: 'DASH', url: manifestUrl },
    ...(hlsManifestUrl === null ? [] : [{ kind: 'HLS', url: hlsManifestUrl }]),
  ];
  if (backupOrigin === null) return first;
  const second = first.map(({ kind, url }) => {
    const { pathname, search } = new URL(url);
    return { kind: `${kind} on the second origin`, url: `${backupOrigin}${pathname}${search}` };
  });
  return [...first, ...second];
}

/** As a player of that day gets them when it opens its session. */
async function cookiesOf(day: PlannedDay, now: Date): Promise<readonly string[]> {
  const { manifestUrl, hlsManifestUrl, backupOrigin } = day;
  const resources = signedResources({
    manifestUrl,
    hlsManifestUrl: hlsManifestUrl ?? undefined,
    backupOrigin: backupOrigin ?? undefined,
  });
  return mediaCookies({ resources, until: playableUntil(day) }, now);
}
