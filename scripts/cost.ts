import { costJson, costTable } from './cost/cost-table';
import { eventCost } from './cost/event-cost';
import { costUsage, readCostWish } from './cost/read-cost-wish';

/** What an event will cost (docs/decisions/0056). Exit code 2 for a command line that cannot be read. */
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(costUsage);
} else {
  const read = readCostWish(args);
  if (read.ok) {
    const cost = eventCost(read.wish);
    console.log(read.json ? costJson(read.wish, cost) : costTable(read.wish, cost).join('\n'));
  } else {
    console.error(`${read.message} (npm run cost -- --help)`);
    process.exitCode = 2;
  }
}
