import { loadInstallation } from './config/load-installation';
import { edgeRegion } from './config/regions';
import { neededSecrets } from './secrets/needed-secrets';

/** Prints what the commands that deploy and remove have to know of a checked plan, as JSON; there are no secrets in it. */
try {
  const plan = await loadInstallation(process.argv[2] ?? '');
  const regions = [plan.region, edgeRegion, plan.video?.secondRegion?.region].filter(
    (each) => each !== undefined,
  );
  const facts = {
    name: plan.name,
    account: plan.account,
    region: plan.region,
    regions: [...new Set(regions)],
    domain: plan.portal.domain,
    zone: plan.portal.hostedZone.name,
    shows: plan.shows,
    reserved: Object.values(plan.capacity.reserved).reduce((sum, count) => sum + count, 0),
    givenSecrets: neededSecrets(plan),
  };
  process.stdout.write(`${JSON.stringify(facts)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
