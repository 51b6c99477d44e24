import type { Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnOriginEndpointPolicy } from 'aws-cdk-lib/aws-mediapackagev2';
import type { Installation } from '../config/installation';
import type { VideoPlan } from '../config/video-plan';
import { endpointName } from './packaging';

interface Access {
  readonly plan: Installation;
  readonly video: VideoPlan;
  readonly distribution: Distribution;
}

/** Endpoints refuse everybody until a policy exists; this one lets in our distribution alone (signed by OAC). */
export function endpointAccess(stack: Stack, { plan, video, distribution }: Access): void {
  for (const { name } of video.channels) {
    const group = `channelGroup/${plan.name}/channel/${name}/originEndpoint/${endpointName}`;
    new CfnOriginEndpointPolicy(stack, `Access-${name}`, {
      channelGroupName: plan.name,
      channelName: name,
      originEndpointName: endpointName,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OurDistribution',
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Action: ['mediapackagev2:GetObject', 'mediapackagev2:GetHeadObject'],
            Resource: `arn:aws:mediapackagev2:${stack.region}:${stack.account}:${group}`,
            Condition: { StringEquals: { 'aws:SourceArn': distribution.distributionArn } },
          },
        ],
      },
    });
  }
}
