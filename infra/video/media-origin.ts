import { Duration, type Stack } from 'aws-cdk-lib';
import {
  CfnOriginAccessControl,
  type IOrigin,
  OriginProtocolPolicy,
  OriginSelectionCriteria,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Installation } from '../config/installation';
import type { Region } from '../config/regions';
import type { VideoPlan } from '../config/video-plan';
import type { Packaging } from './packaging';

/** Where CloudFront has no Origin Shield, the one that it names for it (CloudFront Developer Guide). */
const shieldElsewhere: Partial<Record<Region, Region>> = {
  'ca-central-1': 'us-east-1',
  'eu-north-1': 'eu-west-2',
  'eu-west-3': 'eu-west-2',
};

interface Origins {
  readonly plan: Installation;
  readonly video: VideoPlan;
  readonly first: Packaging;
  readonly second: Packaging | undefined;
}

/** MediaPackage behind one shield per region; of two regions, CloudFront takes the one with the better picture. */
export function mediaOrigin(stack: Stack, { plan, video, first, second }: Origins): IOrigin {
  const access = new CfnOriginAccessControl(stack, 'MediaAccess', {
    originAccessControlConfig: {
      name: `${plan.name}-media`,
      originAccessControlOriginType: 'mediapackagev2',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    },
  });
  const from = ({ egressDomain }: Packaging, region: Region): HttpOrigin =>
    new HttpOrigin(egressDomain, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originAccessControlId: access.attrId,
      // MediaPackage's origin takes about a thousand requests a second: the shield asks for each segment once.
      originShieldEnabled: true,
      originShieldRegion: shieldElsewhere[region] ?? region,
      // Short: the other origin is waiting, and so are players.
      connectionTimeout: Duration.seconds(2),
      connectionAttempts: 2,
      readTimeout: Duration.seconds(10),
    });
  if (second === undefined || video.secondRegion === undefined) return from(first, plan.region);
  return new OriginGroup({
    primaryOrigin: from(first, plan.region),
    fallbackOrigin: from(second, video.secondRegion.region),
    fallbackStatusCodes: [404, 500, 502, 503, 504],
    selectionCriteria: OriginSelectionCriteria.MEDIA_QUALITY_BASED,
  });
}
