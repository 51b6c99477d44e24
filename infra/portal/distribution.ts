import { Duration, type Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  Distribution,
  type HttpVersion,
  type IOrigin,
  SecurityPolicyProtocol,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../acknowledge';
import { aliasRecords } from '../edge/alias-records';
import { listedBehaviors, privateBehavior } from './behaviors';
import { policies } from './cache-policies';
import type { OpenNextOutput } from './open-next-output';
import type { Ground } from './portal-function';
import { securityHeaders } from './security-headers';
import { viewerRequests } from './viewer-request';

interface DistributionParts {
  readonly ground: Ground;
  readonly output: OpenNextOutput;
  readonly certificate: ICertificate;
  readonly webAclArn: string;
  readonly logs: Bucket;
  readonly bucket: Bucket;
  readonly httpVersion: HttpVersion;
  readonly server: IOrigin;
  /** The server too, for answers that are kept for the case that it is slow or away. */
  readonly quick: IOrigin;
  readonly license: IOrigin;
}

/** All that CloudFront keeps (Developer Guide: HTTP 4xx and 5xx status codes that CloudFront caches). */
const keptErrors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** CloudFront in front of the functions: private by default, kept only where a path is listed as public. */
export function portalDistribution(stack: Stack, parts: DistributionParts): Distribution {
  const { ground, output, certificate, webAclArn, logs } = parts;
  const { domain, hostedZone } = ground.plan.portal;
  const behavior = {
    policies: policies(stack),
    headers: securityHeaders(stack),
    ...viewerRequests(stack, output.againDigest),
    server: parts.server,
    quick: parts.quick,
    license: parts.license,
    assets: S3BucketOrigin.withOriginAccessControl(parts.bucket, { originPath: `/${output.assetPath}` }),
    assetPatterns: output.assetPatterns,
  };
  const distribution = new Distribution(stack, 'Distribution', {
    comment: `Stagedoor ${ground.plan.name}: portal`,
    domainNames: [domain],
    certificate,
    webAclId: webAclArn,
    httpVersion: parts.httpVersion,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    enableLogging: true,
    logBucket: logs,
    logFilePrefix: 'portal/',
    defaultBehavior: privateBehavior(behavior),
    additionalBehaviors: listedBehaviors(behavior),
    // Without a word CloudFront keeps errors for ten seconds, most codes whatever they say of themselves: one viewer's 403 for the next one.
    errorResponses: keptErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
  });
  acknowledge(distribution, {
    'AwsSolutions-CFR1': 'Which countries an event is for is a rule of each event; buyers travel.',
  });
  aliasRecords(stack, { zone: hostedZone, domain, distribution });
  return distribution;
}
