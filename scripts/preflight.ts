import { demoEnvironment } from './demo-environment';
import { doAct } from './operator/do-act';
import { operatorReplies } from './operator/operator-act';
import type { CheckLine } from './preflight/check-line';
import { isGo, preflightReport } from './preflight/preflight-report';
import {
  type PreflightPlace,
  preflightUsage,
  type PreflightWish,
  readPreflightWish,
} from './preflight/read-preflight-wish';
import { runCommand } from './run-command';

/** Go or no-go for an installation, from its environment or in its own cloud (docs/decisions/0055). 0: go, 1: no-go, 2: called wrongly. */
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
  const { wish, place } = read;
  if (place.kind === 'demo') {
    const demo = demoEnvironment();
    if (demo === undefined) {
      console.error('No demo runs in this clone: start one with npm run demo, and leave it running.');
      return 2;
    }
    Object.assign(process.env, demo);
  }
  const lines = await look(wish, place);
  console.log(preflightReport(lines));
  return isGo(lines) ? 0 : 1;
});

async function look(wish: PreflightWish, place: PreflightPlace): Promise<readonly CheckLine[]> {
  const { slug, isRehearsal } = wish;
  const recorded = Object.fromEntries(
    Object.entries(wish.recorded).map(([keySystem, bytes]) => [
      keySystem,
      Buffer.from(bytes).toString('base64'),
    ]),
  );
  const act = { act: 'preflight', slug, isRehearsal, recorded } as const;
  return operatorReplies.preflight.parse(
    await doAct(act, place.kind === 'installation' ? place.name : undefined),
  );
}
