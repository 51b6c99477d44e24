import { readFileSync } from 'node:fs';
import { z } from 'zod';

const text = z.string();
const reference = z.looseObject({ Ref: z.string() });

const behavior = z.object({
  PathPattern: text.optional(),
  TargetOriginId: text,
  AllowedMethods: z.array(text).default(['GET', 'HEAD']),
  CachePolicyId: z.union([text, reference]),
  OriginRequestPolicyId: reference.optional(),
  FunctionAssociations: z
    .array(z.object({ FunctionARN: z.object({ 'Fn::GetAtt': z.tuple([text, text]) }) }))
    .max(1)
    .default([]),
});
const origin = z.object({
  Id: text,
  OriginPath: text.optional(),
  S3OriginConfig: z.unknown().optional(),
  CustomOriginConfig: z.unknown().optional(),
  DomainName: z.unknown(),
});
const distribution = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: behavior,
    CacheBehaviors: z.array(behavior),
    Origins: z.array(origin),
    CustomErrorResponses: z
      .array(z.object({ ErrorCode: z.number(), ErrorCachingMinTTL: z.number().optional() }))
      .default([]),
  }),
});
const cachePolicy = z.object({
  CachePolicyConfig: z.object({
    MinTTL: z.number(),
    DefaultTTL: z.number(),
    MaxTTL: z.number(),
    ParametersInCacheKeyAndForwardedToOrigin: z.object({
      CookiesConfig: z.object({ CookieBehavior: z.enum(['none', 'all']) }),
      HeadersConfig: z.object({ HeaderBehavior: text, Headers: z.array(text).default([]) }),
      QueryStringsConfig: z.object({ QueryStringBehavior: text, QueryStrings: z.array(text).default([]) }),
    }),
  }),
});
const requestPolicy = z.object({
  OriginRequestPolicyConfig: z.object({
    CookiesConfig: z.object({ CookieBehavior: z.enum(['none', 'all']) }),
    HeadersConfig: z.object({
      HeaderBehavior: z.enum(['none', 'whitelist', 'allExcept']),
      Headers: z.array(text).default([]),
    }),
    QueryStringsConfig: z.object({ QueryStringBehavior: z.enum(['none', 'all']) }),
  }),
});
const edgeFunction = z.object({ FunctionCode: text });
const template = z.object({
  Resources: z.record(text, z.object({ Type: text, Properties: z.unknown() })),
});

/** What a cache policy keeps answers by; names in lower case. */
export interface KeptBy {
  readonly headers: readonly string[];
  readonly query: readonly string[];
}

/** For so long at most an answer may be kept that is found by all of its viewer's cookies. */
const OWN_SECONDS = 1;

export interface Behavior {
  /** As CloudFront writes it: `*` and `?`; undefined: everything else. */
  readonly pattern: string | undefined;
  readonly methods: readonly string[];
  readonly origin: 'server' | 'license' | 'assets';
  /** Undefined: nothing is kept; what its own viewer alone would get for a second is not kept here either. */
  readonly kept: KeptBy | undefined;
  /** Whether cookies, and all of the query, reach the function; headers that do, undefined: all but `host`. */
  readonly forwarded: {
    readonly cookies: boolean;
    readonly query: boolean;
    readonly headers?: readonly string[];
  };
  /** CloudFront finds out the viewer's country where a policy names its header. */
  readonly knowsCountry: boolean;
  /** Source of the CloudFront Function that sees these requests first. */
  readonly viewerRequest: string | undefined;
}

export interface LocalDistribution {
  /** The first that fits counts; the last fits everything. */
  readonly behaviors: readonly Behavior[];
}

type Resources = z.infer<typeof template>['Resources'];
type RawBehavior = z.infer<typeof behavior>;

/** Reads the portal's template as `infra:synth` writes it. Throws when CloudFront is described in a way we do not know. */
export function readDistribution(templateFile: string): LocalDistribution {
  const { Resources: resources } = template.parse(JSON.parse(readFileSync(templateFile, 'utf8')));
  const [made] = ofType(resources, 'AWS::CloudFront::Distribution');
  const { DistributionConfig: config } = distribution.parse(made);
  refuseKeptErrors(config.CustomErrorResponses);
  const originOf = originNames(config.Origins);
  const read = (raw: RawBehavior): Behavior => readBehavior(raw, resources, originOf);
  return {
    behaviors: [...config.CacheBehaviors.map(read), read(config.DefaultCacheBehavior)],
  };
}

/** CloudFront Developer Guide: HTTP 4xx and 5xx status codes that CloudFront caches; for ten seconds where nobody says else. */
const cachedErrors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** What nobody may keep is kept all the same when it is an error, and found by its path alone: one viewer's for another. */
function refuseKeptErrors(
  told: z.infer<typeof distribution>['DistributionConfig']['CustomErrorResponses'],
): void {
  const kept = cachedErrors.filter(
    (status) => told.find(({ ErrorCode }) => ErrorCode === status)?.ErrorCachingMinTTL !== 0,
  );
  if (kept.length > 0) throw new Error(`CloudFront would keep private errors: ${kept.join(', ')}.`);
}

function ofType(resources: Resources, type: string): unknown[] {
  return Object.values(resources)
    .filter((resource) => resource.Type === type)
    .map(({ Properties }) => Properties);
}

/** Which origin is which: by the logical id of the function whose URL it is. */
function originNames(origins: readonly z.infer<typeof origin>[]): (id: string) => Behavior['origin'] {
  const named = new Map<string, Behavior['origin']>();
  for (const { Id, DomainName, S3OriginConfig } of origins) {
    const domain = JSON.stringify(DomainName);
    if (S3OriginConfig !== undefined) named.set(Id, 'assets');
    else if (/"License[^"]*"/.test(domain)) named.set(Id, 'license');
    else if (/"Server[^"]*"/.test(domain)) named.set(Id, 'server');
  }
  return (id) => {
    const found = named.get(id);
    if (found === undefined) throw new Error(`The template has an origin that we do not know: ${id}`);
    return found;
  };
}

function readBehavior(
  raw: RawBehavior,
  resources: Resources,
  originOf: (id: string) => Behavior['origin'],
): Behavior {
  const [first] = raw.FunctionAssociations;
  const code = first && resources[first.FunctionARN['Fn::GetAtt'][0]]?.Properties;
  const forwarded = readForwarded(raw.OriginRequestPolicyId, resources);
  const { kept, named } = readKept(raw.CachePolicyId, resources);
  return {
    pattern: raw.PathPattern,
    methods: raw.AllowedMethods,
    origin: originOf(raw.TargetOriginId),
    kept,
    forwarded,
    knowsCountry: [...named, ...(forwarded.headers ?? [])].includes('cloudfront-viewer-country'),
    viewerRequest: code === undefined ? undefined : edgeFunction.parse(code).FunctionCode,
  };
}

/** AWS's own `CachingDisabled` and `CachingOptimized`. */
const MANAGED_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

function readKept(
  id: RawBehavior['CachePolicyId'],
  resources: Resources,
): { kept: KeptBy | undefined; named: readonly string[] } {
  if (id === MANAGED_DISABLED) return { kept: undefined, named: [] };
  if (typeof id === 'string') return { kept: { headers: [], query: [] }, named: [] };
  const { CachePolicyConfig: config } = cachePolicy.parse(resources[id.Ref]?.Properties);
  const key = config.ParametersInCacheKeyAndForwardedToOrigin;
  const headers = key.HeadersConfig.Headers.map((name) => name.toLowerCase());
  if (key.CookiesConfig.CookieBehavior === 'none')
    return { kept: { headers, query: key.QueryStringsConfig.QueryStrings }, named: headers };
  const isOwn = headers.includes('authorization') && key.QueryStringsConfig.QueryStringBehavior === 'all';
  if (config.MinTTL > 0 || config.DefaultTTL > 0 || config.MaxTTL > OWN_SECONDS || !isOwn)
    throw new Error('A cache policy that keeps private answers is unknown here.');
  return { kept: undefined, named: headers };
}

function readForwarded(
  id: RawBehavior['OriginRequestPolicyId'],
  resources: Resources,
): Behavior['forwarded'] {
  if (id === undefined) return { cookies: false, query: false, headers: [] };
  const { OriginRequestPolicyConfig: config } = requestPolicy.parse(resources[id.Ref]?.Properties);
  const { HeaderBehavior, Headers } = config.HeadersConfig;
  return {
    cookies: config.CookiesConfig.CookieBehavior === 'all',
    query: config.QueryStringsConfig.QueryStringBehavior === 'all',
    ...(HeaderBehavior === 'allExcept' ? {} : { headers: Headers.map((name) => name.toLowerCase()) }),
  };
}
