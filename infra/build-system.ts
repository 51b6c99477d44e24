import type { App } from 'aws-cdk-lib';
import type { Installation } from './config/installation';
import { dataStack } from './data/data-stack';
import { networkStack } from './data/network-stack';
import { edgeStack } from './edge/edge-stack';
import { alarmStacks } from './operations/alarm-stacks';
import type { OpenNextOutput } from './portal/open-next-output';
import { portalStack } from './portal/portal-stack';
import { secretsStack } from './secrets/secrets-stack';
import { videoStacks } from './video/video-stacks';

interface Circumstances {
  readonly output: OpenNextOutput;
  /** Shows that opened before it are no longer scheduled. */
  readonly now: Date;
}

/** All stacks of an installation, in the order in which they stand on each other. */
export function buildSystem(app: App, plan: Installation, { output, now }: Circumstances): void {
  const edge = edgeStack(app, plan);
  const network = networkStack(app, plan);
  const data = dataStack(app, plan, { network, now });
  const secrets = secretsStack(app, plan);
  const video = videoStacks(app, plan, { network, edge });
  const portal = portalStack(app, {
    ground: { plan, network, data, secrets },
    output,
    certificate: edge.portalCertificate,
    webAclArn: edge.webAclArn,
    now,
  });
  // The id of the signing key is a parameter, which no reference shows.
  if (video !== undefined) portal.stack.addStackDependency(video.stack);
  alarmStacks(app, plan, { portal, data, video });
}
