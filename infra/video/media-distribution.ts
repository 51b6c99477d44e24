import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  type IOrigin,
  KeyGroup,
  PublicKey,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { aliasRecords } from '../edge/alias-records';
import { acknowledge } from '../acknowledge';
import type { Installation } from '../config/installation';
import type { VideoPlan } from '../config/video-plan';
import { logBucket } from '../log-bucket';
import { tellSigningKeyId } from './signing-key-id';

interface MediaParts {
  readonly plan: Installation;
  readonly video: VideoPlan;
  readonly origin: IOrigin;
  readonly certificate: ICertificate;
}

/** MediaPackage's own parameters; CMCD is left out, or every player would have its own copy of each segment. */
const keyedQuery = [
  'aws.manifestfilter',
  'start',
  'end',
  'time_delay',
  'dw',
  'm',
  '_HLS_msn',
  '_HLS_part',
  '_HLS_skip',
];

/** Manifests for everybody, all else for players with signed cookies (decision 21). */
export function mediaDistribution(stack: Stack, parts: MediaParts): Distribution {
  const { plan, video, certificate } = parts;
  const keys = signingKeys(stack, parts);
  const open = mediaBehavior(stack, parts);
  const logs = logBucket(stack, plan);
  const distribution = new Distribution(stack, 'Distribution', {
    comment: `Stagedoor ${plan.name}: media`,
    domainNames: [video.domain],
    certificate,
    httpVersion: HttpVersion.HTTP2_AND_3,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    // Each line has the query, and in it CMCD: session, event day, bitrate, stalls.
    enableLogging: true,
    logBucket: logs,
    logFilePrefix: 'media/',
    defaultBehavior: { ...open, trustedKeyGroups: [new KeyGroup(stack, 'Players', { items: keys })] },
    additionalBehaviors: { '*.m3u8': open, '*.mpd': open },
    // A segment that is not there yet is there in a second.
    errorResponses: [404, 500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(1) })),
  });
  acknowledge(distribution, {
    'AwsSolutions-CFR1': 'Which countries see an event is its own rule, decided with the license.',
    'AwsSolutions-CFR2':
      'Segments are for signed cookies and manifests name no key: a firewall of requests at ten thousand viewers’ rate would cost more than it keeps out.',
  });
  aliasRecords(stack, { zone: plan.portal.hostedZone, domain: video.domain, distribution });
  return distribution;
}

/** Their ids are outputs of the stack: a secret that names the key it belongs to needs them (docs/deploy.md). */
function signingKeys(stack: Stack, { plan, video }: MediaParts): PublicKey[] {
  const keys = video.signingKeys.map(({ name, publicKey }) => {
    const key = new PublicKey(stack, `SigningKey-${name}`, { encodedKey: publicKey, comment: name });
    new CfnOutput(stack, `SigningKeyId-${name}`, { value: key.publicKeyId });
    return key;
  });
  const [first] = keys;
  if (first === undefined) throw new Error('the plan has a signing key');
  tellSigningKeyId(stack, plan, first.publicKeyId);
  return keys;
}

function mediaBehavior(stack: Stack, { plan, origin }: MediaParts): BehaviorOptions {
  return {
    origin,
    cachePolicy: new CachePolicy(stack, 'MediaCache', {
      comment: 'Stagedoor: as MediaPackage says',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(1),
      maxTtl: Duration.days(1),
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.allowList(...keyedQuery),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    }),
    responseHeadersPolicy: forPortal(stack, plan),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    compress: true,
  };
}

/** On every answer: a player sends its cookies only to who names its page (docs/architecture.md, CDN access). */
function forPortal(stack: Stack, { portal }: Installation): ResponseHeadersPolicy {
  const page = `https://${portal.domain}`;
  return new ResponseHeadersPolicy(stack, 'ForPortal', {
    comment: 'Stagedoor: the portal’s player may read this',
    corsBehavior: {
      accessControlAllowOrigins: [page],
      accessControlAllowCredentials: true,
      accessControlAllowMethods: ['GET', 'HEAD', 'OPTIONS'],
      accessControlAllowHeaders: ['Range'],
      accessControlExposeHeaders: ['Date', 'Content-Length', 'Content-Range'],
      accessControlMaxAge: Duration.days(1),
      originOverride: true,
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'Timing-Allow-Origin', value: page, override: true }],
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
    },
  });
}
