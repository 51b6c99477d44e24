import { type App, Fn, Stack, Tags } from 'aws-cdk-lib';
import type { Installation } from './config/installation';
import { edgeRegion, type Region } from './config/regions';

/**
 * Two zones by what the account has when it is deployed. CDK would ask AWS while it synthesizes, and write made-up names
 * where it cannot (`dummy1a`).
 */
class InstallationStack extends Stack {
  override get availabilityZones(): string[] {
    return [0, 1].map((at) => Fn.select(at, Fn.getAzs()));
  }
}

interface StackPlace {
  readonly name: string;
  /** Absent: the installation's own region. */
  readonly region?: Region;
  readonly description: string;
}

/** A stack of the installation, named after it, with the tags by which its cost is found. */
export function installationStack(app: App, plan: Installation, place: StackPlace): Stack {
  const stack = new InstallationStack(app, `${plan.name}-${place.name}`, {
    env: { account: plan.account, region: place.region ?? plan.region },
    description: `Stagedoor: ${place.description}`,
    crossRegionReferences: true,
  });
  Tags.of(stack).add('stagedoor:installation', plan.name);
  Tags.of(stack).add('stagedoor:part', place.name);
  return stack;
}

/** CloudFront takes certificates and web ACLs from this region only. */
export function edgeStackOf(app: App, plan: Installation): Stack {
  return installationStack(app, plan, {
    name: 'edge',
    region: edgeRegion,
    description: 'certificates and firewall',
  });
}
