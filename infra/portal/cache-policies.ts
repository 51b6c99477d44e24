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

/** Made by CloudFront (Developer Guide: Add CloudFront request headers). */
const countrySource = 'CloudFront-Viewer-Country';

export interface Policies {
  /** Kept as long as the answer itself says, and not at all when it says nothing. */
  readonly asAnswered: ICachePolicy;
  readonly never: ICachePolicy;
  /**
   * As `never`, where a viewer's country decides: CloudFront finds it out for what a policy names, an origin request policy
   * cannot name it beside all viewers' headers but Host, and a cache policy that keeps nothing may name no header.
   */
  readonly byCountry: ICachePolicy;
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
    byCountry: new CachePolicy(stack, 'ByCountry', {
      comment: 'Stagedoor: private answers of paths that ask for the viewer country',
      // The least that lets a header be named. These answers say no-store; what forgot to would be kept for its own viewer.
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      cookieBehavior: CacheCookieBehavior.all(),
      headerBehavior: CacheHeaderBehavior.allowList(countrySource, 'Authorization'),
      queryStringBehavior: CacheQueryStringBehavior.all(),
    }),
    assets: CachePolicy.CACHING_OPTIMIZED,
    whole: new OriginRequestPolicy(stack, 'Whole', {
      comment: 'Stagedoor: all but Host',
      headerBehavior: OriginRequestHeaderBehavior.denyList('host'),
      cookieBehavior: OriginRequestCookieBehavior.all(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    }),
    anonymous: new OriginRequestPolicy(stack, 'Anonymous', {
      comment: 'Stagedoor: no cookies, no Authorization, no query of ours',
      headerBehavior: OriginRequestHeaderBehavior.allowList('x-forwarded-host', 'x-stagedoor-viewer-address'),
      cookieBehavior: OriginRequestCookieBehavior.none(),
      queryStringBehavior: OriginRequestQueryStringBehavior.none(),
    }),
  };
}
