import type { App } from 'aws-cdk-lib';
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
  /** CloudFront's id of the key pair that signs (`MEDIA_SIGNING_KEY_ID`). */
  readonly signingKeyId: string;
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
  const first = packaging(stack, plan, video);
  const second =
    secondRegion &&
    packaging(
      installationStack(app, plan, {
        name: 'video-second',
        region: secondRegion,
        description: 'packaging again',
      }),
      plan,
      video,
    );
  const packagedIn = [plan.region, ...(secondRegion === undefined ? [] : [secondRegion])];
  const channels = encoders(stack, video, { plan, network, packagedIn });
  const cdn = installationStack(app, plan, { name: 'media', description: 'CDN of the video' });
  const { distribution, signingKeyId } = mediaDistribution(cdn, {
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
        region: secondRegion,
        description: 'lets the CDN in to the second region',
      }),
      { plan, video, distribution },
    );
  return { channels, distribution, signingKeyId };
}
