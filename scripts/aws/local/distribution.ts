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
  FunctionAssociations: z.array(z.unknown()).default([]),
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

export interface Behavior {
  /** As CloudFront writes it: `*` and `?`; undefined: everything else. */
  readonly pattern: string | undefined;
  readonly methods: readonly string[];
  readonly origin: 'server' | 'license' | 'assets';
  /** Undefined: nothing is kept. */
  readonly kept: KeptBy | undefined;
  /** Whether cookies, and all of the query, reach the function; headers that do, undefined: all but `host`. */
  readonly forwarded: {
    readonly cookies: boolean;
    readonly query: boolean;
    readonly headers?: readonly string[];
  };
  readonly hasViewerRequest: boolean;
}

export interface LocalDistribution {
  /** The first that fits counts; the last fits everything. */
  readonly behaviors: readonly Behavior[];
  /** Source of the CloudFront Function that sees every request first. */
  readonly viewerRequest: string;
}

type Resources = z.infer<typeof template>['Resources'];
type RawBehavior = z.infer<typeof behavior>;

/** Reads the portal's template as `infra:synth` writes it. Throws when CloudFront is described in a way we do not know. */
export function readDistribution(templateFile: string): LocalDistribution {
  const { Resources: resources } = template.parse(JSON.parse(readFileSync(templateFile, 'utf8')));
  const [made] = ofType(resources, 'AWS::CloudFront::Distribution');
  const { DistributionConfig: config } = distribution.parse(made);
  const [code] = ofType(resources, 'AWS::CloudFront::Function');
  const originOf = originNames(config.Origins);
  const read = (raw: RawBehavior): Behavior => readBehavior(raw, resources, originOf);
  return {
    behaviors: [...config.CacheBehaviors.map(read), read(config.DefaultCacheBehavior)],
    viewerRequest: edgeFunction.parse(code).FunctionCode,
  };
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
  return {
    pattern: raw.PathPattern,
    methods: raw.AllowedMethods,
    origin: originOf(raw.TargetOriginId),
    kept: readKept(raw.CachePolicyId, resources),
    forwarded: readForwarded(raw.OriginRequestPolicyId, resources),
    hasViewerRequest: raw.FunctionAssociations.length > 0,
  };
}

/** AWS's own `CachingDisabled` and `CachingOptimized`. */
const MANAGED_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

function readKept(id: RawBehavior['CachePolicyId'], resources: Resources): KeptBy | undefined {
  if (id === MANAGED_DISABLED) return undefined;
  if (typeof id === 'string') return { headers: [], query: [] };
  const { CachePolicyConfig: config } = cachePolicy.parse(resources[id.Ref]?.Properties);
  const key = config.ParametersInCacheKeyAndForwardedToOrigin;
  if (key.CookiesConfig.CookieBehavior !== 'none')
    throw new Error('A cache policy that keeps by cookie is unknown here.');
  return {
    headers: key.HeadersConfig.Headers.map((name) => name.toLowerCase()),
    query: key.QueryStringsConfig.QueryStrings,
  };
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
