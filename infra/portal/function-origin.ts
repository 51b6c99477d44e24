import { Duration, Fn } from 'aws-cdk-lib';
import { type IOrigin, OriginProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { type Alias, type FunctionUrl, FunctionUrlAuthType, InvokeMode } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

/** In which CloudFront shows the origin secret; a function answers 403 without it. */
export const originHeader = 'x-stagedoor-origin';

interface Way {
  readonly secret: Secret;
  /** How long CloudFront waits for the first byte, in seconds: short for what may be served stale. */
  readonly readSeconds: number;
  /** How often it asks before it gives up (or serves what it kept). */
  readonly attempts: 1 | 2;
}

/**
 * The address of a function. Not signed by CloudFront (OAC): viewers would then have to send the hash of each body that
 * they post, which no payment webhook and no CDM does (decision 51).
 */
export function functionUrl(alias: Alias, { streaming }: { streaming: boolean }): FunctionUrl {
  return alias.addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
    invokeMode: streaming ? InvokeMode.RESPONSE_STREAM : InvokeMode.BUFFERED,
  });
}

/** A function URL as CloudFront's origin. */
export function functionOrigin({ url }: FunctionUrl, { secret, readSeconds, attempts }: Way): IOrigin {
  return new HttpOrigin(Fn.select(2, Fn.split('/', url)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    // A reference that CloudFormation resolves: the value is in no template.
    customHeaders: { [originHeader]: secret.secretValue.unsafeUnwrap() },
    readTimeout: Duration.seconds(readSeconds),
    keepaliveTimeout: Duration.seconds(60),
    connectionAttempts: attempts,
    connectionTimeout: Duration.seconds(3),
  });
}
