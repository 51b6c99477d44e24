import { type CheckLine, notChecked } from './check-line';
import { isLoopback } from './public-site';

/** Only whoever keeps the backups knows their age: it is asked for, never guessed. */
export function checkBackup(databaseUrl: string): CheckLine {
  const what = 'a backup that is young enough';
  if (isLoopback(databaseUrl))
    return notChecked(
      what,
      'a database of this machine keeps no backups by itself',
      'pg_dump "$DATABASE_URL" -Fc -f stagedoor.dump',
    );
  return notChecked(
    what,
    'the database itself does not know',
    "aws rds describe-db-clusters --query 'DBClusters[].[DBClusterIdentifier,LatestRestorableTime]' (at most minutes old)",
  );
}
