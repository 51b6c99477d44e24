import { benchColdStart } from '../bench/cold-start';
import { benchFirstFrame } from '../bench/first-frame';
import { benchLicense } from '../bench/license';
import { benchSearch } from '../bench/search';
import { benchSeats } from '../bench/seats';
import { openDatabase } from './open-database';
import { type OnStop, runCommand } from './run-command';

type Bench = (databaseUrl: string, onStop: OnStop) => Promise<number>;

const benches: readonly (readonly [name: string, bench: Bench])[] = [
  ['seats', benchSeats],
  ['license', benchLicense],
  ['first-frame', benchFirstFrame],
  ['search', benchSearch],
  ['cold-start', benchColdStart],
];

runCommand(async (onStop) => {
  const wanted = process.argv[2];
  const chosen = benches.filter(([name]) => wanted === undefined || name === wanted);
  if (chosen.length === 0)
    throw new Error(`No bench "${wanted}". One of: ${benches.map(([name]) => name).join(', ')}.`);
  const url = await openDatabase({ name: 'bench', fresh: true }, onStop);
  let code = 0;
  for (const [, bench] of chosen) code = Math.max(code, await bench(url, onStop));
  return code;
});
