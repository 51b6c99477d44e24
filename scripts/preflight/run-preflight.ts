import type { Database } from '@/lib/db/client';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import { checkBackup } from './check-backup';
import { checkDatabase } from './check-database';
import { checkJobs } from './check-jobs';
import { checkLegal } from './check-legal';
import { type CheckLine, noGo, notChecked } from './check-line';
import { checkMail } from './check-mail';
import { checkModes } from './check-modes';
import { checkPortal, checkRedirect } from './check-portal';
import { checkSettingsLine } from './check-settings-line';
import { checkSignIn } from './check-sign-in';
import { checkWebhook } from './check-webhook';
import { modesOf, smtpPassword } from './gather-modes';
import { plannedShows } from './planned-shows';
import type { PreflightWish } from './read-preflight-wish';
import { settled } from './settled';
import { showLines } from './show-lines';

/**
 * Looks at an installation from its environment and gives one line per thing that was looked at. Nothing is changed but
 * one handled row in the webhook's inbox. Never throws; each outgoing call ends within seconds.
 */
export async function runPreflight(
  openDatabase: () => Database,
  wish: PreflightWish,
): Promise<readonly CheckLine[]> {
  const settings = await checkSettingsLine(process.env);
  if (settings.result !== 'go')
    return [
      settings,
      notChecked('everything else', 'the settings cannot be used', 'Mend them, then run this again.'),
    ];
  const db = openDatabase();
  const groups = await Promise.all([...outsideChecks(wish), ...insideChecks(db, wish)]);
  return [settings, ...groups.flat()];
}

function outsideChecks(wish: PreflightWish): Promise<readonly CheckLine[]>[] {
  const { APP_URL, OIDC_ISSUER, SMTP_URL } = env();
  const appUrl = APP_URL.replace(/\/$/, '');
  return [
    settled('the modes of keys', async () => checkModes(await modesOf(wish))),
    settled('the portal answers', () => checkPortal(appUrl)),
    settled('a redirect ends', async () => [await checkRedirect(appUrl)]),
    settled('the webhook', async () => {
      const accepted = await secrets.readSecret('STRIPE_WEBHOOK_SECRET');
      const [key] = await secrets.readSecret('STRIPE_SECRET_KEY');
      return checkWebhook({ appUrl, secrets: accepted, isLive: /^[sr]k_live_/.test(key) });
    }),
    settled('the sign-in provider', async () => [await checkSignIn(OIDC_ISSUER)]),
    settled('the mail server', async () => [await checkMail(SMTP_URL, await smtpPassword(SMTP_URL))]),
  ];
}

function insideChecks(db: Database, wish: PreflightWish): Promise<readonly CheckLine[]>[] {
  const { APP_URL } = env();
  const { BACKUP_PATH: path, DATABASE_CLUSTER_ID: clusterId } = process.env;
  const now = new Date();
  return [
    settled('the database answers', () => checkDatabase(db)),
    settled('the jobs run', async () => [await checkJobs(db, now)]),
    settled('the shows', async () => {
      const shows = await plannedShows(db, { slug: wish.slug, now });
      if (shows.length === 0) return [noShow(wish)];
      const lines = await Promise.all(shows.map((show) => showLines(db, { show, wish, now })));
      return [...shows.map((show) => checkLegal(show, APP_URL)), ...lines.flat()];
    }),
    settled('a backup that is young enough', () => checkBackup({ path, clusterId, now })),
  ];
}

function noShow({ slug }: PreflightWish): CheckLine {
  const which = slug === undefined ? 'no published event has a day to come' : `no such event: ${slug}`;
  return noGo('there is a show', which, 'Publish it under /admin/events.');
}
