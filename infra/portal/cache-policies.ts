import { Duration, type Stack } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  type ICachePolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  type IOriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import { againHeaders } from './viewer-request';

export interface Policies {
  /** Kept as long as the answer itself says, and not at all when it says nothing. */
  readonly asAnswered: ICachePolicy;
  readonly never: ICachePolicy;
  readonly assets: ICachePolicy;
  /** Everything but `Host`, by which a function URL knows itself. */
  readonly whole: IOriginRequestPolicy;
  /** As `whole` without cookies: what nobody can be told apart by cannot be kept for the wrong one. */
  readonly anonymous: IOriginRequestPolicy;
}

export function policies(stack: Stack): Policies {
  return {
    asAnswered: new CachePolicy(stack, 'AsAnswered', {
      comment: 'Stagedoor: public pages and JSON, as their Cache-Control says',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      cookieBehavior: CacheCookieBehavior.none(),
      // In no key is what viewers can make up: their queries, and the headers by which Next's router asks for parts of a
      // page. Links to public pages are plain, so nobody asks so; who does all the same gets the page.
      headerBehavior: CacheHeaderBehavior.allowList(...againHeaders),
      queryStringBehavior: CacheQueryStringBehavior.none(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    }),
    never: CachePolicy.CACHING_DISABLED,
    assets: CachePolicy.CACHING_OPTIMIZED,
    whole: new OriginRequestPolicy(stack, 'Whole', {
      comment: 'Stagedoor: all but Host',
      headerBehavior: OriginRequestHeaderBehavior.denyList('host'),
      cookieBehavior: OriginRequestCookieBehavior.all(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    }),
    anonymous: new OriginRequestPolicy(stack, 'Anonymous', {
      comment: 'Stagedoor: no cookies, no Authorization, no query of ours',
      headerBehavior: OriginRequestHeaderBehavior.allowList(
        'x-forwarded-host',
        'x-stagedoor-viewer-address',
        'x-stagedoor-viewer-country',
      ),
      cookieBehavior: OriginRequestCookieBehavior.none(),
      queryStringBehavior: OriginRequestQueryStringBehavior.none(),
    }),
  };
}
