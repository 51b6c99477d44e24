import type { Tier } from './tiered-price';

export interface Price {
  readonly usd: number;
  readonly per: string;
  readonly source: string;
  /** When the source said so; prices change, so look again when this is old. */
  readonly asOf: string;
}

const awsPage = 'aws.amazon.com, price page of the service';
const guide = 'AWS guide live-streaming-on-aws, cost table, us-east-1 (Tokyo is not published there)';
/** Nobody of us has read it on the vendor's page: the order of magnitude is right, the digits may not be. */
const unread = 'commonly quoted list price, not read at AWS; look it up in the AWS Pricing Calculator';

const TB = 1024;

/** CloudFront, traffic to viewers in Japan, by the month; US dollars per GB. */
export const japanTraffic: readonly Tier[] = [
  { upTo: 10 * TB, usd: 0.114 },
  { upTo: 50 * TB, usd: 0.089 },
  { upTo: 150 * TB, usd: 0.086 },
  { upTo: 500 * TB, usd: 0.084 },
  { upTo: 1024 * TB, usd: 0.08 },
  { upTo: 5120 * TB, usd: 0.07 },
  { usd: 0.06 },
];

/** Where the tiers above come from. */
export const japanTrafficSource = { source: `CloudFront Japan, ${awsPage}`, asOf: '2026-08' };

/** Region: Tokyo (ap-northeast-1) unless the source says otherwise. */
export const prices = {
  cdnRequest: {
    usd: 0.012 / 10_000,
    per: 'HTTPS request, Japan',
    source: 'dev.classmethod.jp',
    asOf: '2025-06-18',
  },
  encoderHour: { usd: 13.04, per: 'hour, HD, two pipelines, packaged', source: guide, asOf: '2026-08' },
  packagedGb: {
    usd: 0.06,
    per: 'GB from the packager to the CDN',
    source: `MediaPackage, ${awsPage}, highest region read; Tokyo not found`,
    asOf: '2024-09',
  },
  lambdaRequest: { usd: 0.2 / 1e6, per: 'request', source: 'cloudchipr.com, Lambda', asOf: '2025' },
  lambdaGbSecond: {
    usd: 0.0000133334,
    per: 'GB-second, arm64',
    source: 'cloudchipr.com, Lambda',
    asOf: '2025',
  },
  warmGbSecond: { usd: 0.0000033334, per: 'GB-second kept warm, arm64', source: unread, asOf: '2026-11' },
  acuHour: { usd: 0.2, per: 'ACU-hour, Aurora Serverless v2', source: unread, asOf: '2026-11' },
  proxyAcuHour: { usd: 0.018, per: 'ACU-hour behind RDS Proxy, at least 8', source: unread, asOf: '2026-11' },
  natHour: { usd: 0.062, per: 'hour of a NAT gateway', source: unread, asOf: '2026-11' },
  natGb: { usd: 0.062, per: 'GB through a NAT gateway', source: unread, asOf: '2026-11' },
  wafMonth: {
    usd: 9,
    per: 'month: one web ACL and four rules',
    source: 'AWS solution security-automations-for-aws-waf, cost page',
    asOf: '2026-11',
  },
  wafRequest: {
    usd: 0.6 / 1e6,
    per: 'request looked at',
    source: 'AWS solution security-automations-for-aws-waf, cost page',
    asOf: '2026-11',
  },
  logGb: { usd: 0.76, per: 'GB into CloudWatch Logs', source: 'awsi.click, CloudWatch Logs', asOf: '2026' },
} as const satisfies Record<string, Price>;
