import { clusterRestorableTo } from './cluster-restorable-to';
import { type CheckLine, go, noGo, notChecked } from './check-line';
import { newestBackup } from './newest-backup';

/** A day and two hours: a nightly dump that took its time is no alarm. */
const MAX_AGE_HOURS = 26;

interface Where {
  /** `BACKUP_PATH`: a dump, or the folder with the dumps. */
  readonly path: string | undefined;
  /** `DATABASE_CLUSTER_ID`: of Amazon RDS, which is asked with the credentials and region of the environment. */
  readonly clusterId: string | undefined;
  readonly now: Date;
}

/** How old the newest backup is, at each place that is named; nothing is guessed where none is. Never throws. */
export async function checkBackup({ path, clusterId, now }: Where): Promise<readonly CheckLine[]> {
  const lines: CheckLine[] = [];
  if (clusterId) lines.push(await checkCluster(clusterId, now));
  if (path) lines.push(await checkPath(path, now));
  if (lines.length > 0) return lines;
  return [
    notChecked(
      'a backup that is young enough',
      'nobody said where backups are',
      'Name them: DATABASE_CLUSTER_ID (Amazon RDS), or BACKUP_PATH (a dump of pg_dump -Fc, or the folder of dumps).',
    ),
  ];
}

async function checkCluster(clusterId: string, now: Date): Promise<CheckLine> {
  const what = 'a backup that is young enough: cluster';
  const fix = `aws rds describe-db-clusters --db-cluster-identifier ${clusterId}: backups must be on.`;
  try {
    const restorable = await clusterRestorableTo(clusterId);
    if (restorable === 'no_cluster')
      return noGo(what, `no cluster ${clusterId} in this account and region`, 'Mend DATABASE_CLUSTER_ID.');
    if (restorable === undefined) return noGo(what, `${clusterId} cannot be restored to any time`, fix);
    return byAge(what, { at: restorable, now, of: clusterId, fix });
  } catch (error) {
    const why =
      error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : String(error);
    return notChecked(
      what,
      why,
      'It needs rds:DescribeDBClusters, AWS_REGION and credentials of that account.',
    );
  }
}

async function checkPath(path: string, now: Date): Promise<CheckLine> {
  const what = 'a backup that is young enough: dump';
  const fix = 'pg_dump "$DATABASE_URL" -Fc -f <file>, by the hour on show days; its schedule does not run.';
  const newest = await newestBackup(path);
  if (newest === undefined) return noGo(what, `no file with anything in it at ${path}`, fix);
  return byAge(what, { at: newest.at, now, of: newest.file, fix });
}

interface Age {
  readonly at: Date;
  readonly now: Date;
  readonly of: string;
  readonly fix: string;
}

function byAge(what: string, { at, now, of, fix }: Age): CheckLine {
  const hours = (now.getTime() - at.getTime()) / 3_600_000;
  const found = `${of}, ${at.toISOString()} (${hours < 1 ? 'less than an hour' : `${Math.floor(hours)} h`} ago)`;
  return hours <= MAX_AGE_HOURS ? go(what, found) : noGo(what, `${found}, at most ${MAX_AGE_HOURS} h`, fix);
}
