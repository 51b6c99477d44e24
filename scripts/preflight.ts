import { database } from '@/lib/db/client';
import { isGo, preflightReport } from './preflight/preflight-report';
import { preflightUsage, readPreflightWish } from './preflight/read-preflight-wish';
import { runPreflight } from './preflight/run-preflight';
import { runCommand } from './run-command';

/** Go or no-go for an installation, from its environment (docs/decisions/0055). 0: go, 1: no-go, 2: called wrongly. */
runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(preflightUsage);
    return 0;
  }
  const read = await readPreflightWish(args);
  if (!read.ok) {
    console.error(`${read.message}\n${preflightUsage}`);
    return 2;
  }
  const lines = await runPreflight(database, read.wish);
  console.log(preflightReport(lines));
  return isGo(lines) ? 0 : 1;
});
