import type { App, Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { Installation } from '../config/installation';
import type { Network } from '../data/network-stack';
import type { Edge } from '../edge/edge-stack';
import { installationStack } from '../installation-stack';
import { encoders } from './encoders';
import { endpointAccess } from './endpoint-access';
import { mediaDistribution } from './media-distribution';
import { mediaOrigin } from './media-origin';
import { packaging } from './packaging';

export interface Video {
  readonly channels: readonly CfnChannel[];
  readonly distribution: Distribution;
  /** The CDN's; it tells the id of the key pair that signs. */
  readonly stack: Stack;
}

interface VideoGround {
  readonly network: Network;
  readonly edge: Edge;
}

/** Encoding, packaging in one or two regions, and the CDN. Undefined where events bring manifests of their own. */
export function videoStacks(app: App, plan: Installation, { network, edge }: VideoGround): Video | undefined {
  const { video } = plan;
  if (video === undefined) return undefined;
  if (edge.mediaCertificate === undefined) throw new Error('the edge has a certificate for media');
  const { secondRegion } = video;
  const stack = installationStack(app, plan, { name: 'video', description: 'encoding and packaging' });
  const first = packaging(stack, { plan, video, keyServer: video.speke });
  const second =
    secondRegion &&
    packaging(
      installationStack(app, plan, {
        name: 'video-second',
        region: secondRegion.region,
        description: 'packaging again',
      }),
      { plan, video, keyServer: secondRegion.speke },
    );
  const packagedIn = [plan.region, ...(secondRegion === undefined ? [] : [secondRegion.region])];
  const channels = encoders(stack, video, { plan, network, packagedIn, packages: first.endpoints });
  // Encoders name the second region's packages without a reference: they come after them, and go before them.
  if (second !== undefined) stack.addStackDependency(second.stack);
  const cdn = installationStack(app, plan, { name: 'media', description: 'CDN of the video' });
  const distribution = mediaDistribution(cdn, {
    plan,
    video,
    origin: mediaOrigin(cdn, { plan, video, first, second }),
    certificate: edge.mediaCertificate,
  });
  endpointAccess(cdn, { plan, video, distribution });
  if (secondRegion !== undefined)
    endpointAccess(
      installationStack(app, plan, {
        name: 'media-second',
        region: secondRegion.region,
        description: 'lets the CDN in to the second region',
      }),
      { plan, video, distribution },
    );
  return { channels, distribution, stack: cdn };
}
