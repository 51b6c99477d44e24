import { demoEnvironment } from './demo-environment';
import { isGo, preflightReport } from './preflight/preflight-report';
import { preflightUsage, readPreflightWish } from './preflight/read-preflight-wish';
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
  if (read.wish.isDemo) {
    const demo = demoEnvironment();
    if (demo === undefined) {
      console.error('No demo runs in this clone: start one with npm run demo, and leave it running.');
      return 2;
    }
    Object.assign(process.env, demo);
  }
  // Not before: a wrong flag is told at once, without loading the product.
  const { runPreflight } = await import('./preflight/run-preflight');
  const { database } = await import('@/lib/db/client');
  const lines = await runPreflight(database, read.wish);
  console.log(preflightReport(lines));
  return isGo(lines) ? 0 : 1;
});
