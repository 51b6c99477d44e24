import type { Tier } from './tiered-price';

export interface Price {
  readonly usd: number;
  readonly per: string;
  readonly source: string;
  /** When the source said so; prices change, so look again when this is old. */
  readonly asOf: string;
  /** No source at all: a number to see the proportion by. */
  readonly isPlaceholder?: true;
}

const awsPage = 'aws.amazon.com, price page of the service';
const guide = 'AWS guide live-streaming-on-aws, cost table, us-east-1 (Tokyo is not published there)';
const outputsGuide =
  'AWS guide live-streaming-on-aws-with-amazon-s3, table 7, us-east-1; it does not say for how many pipelines';
const tokyoOut = 'dev.classmethod.jp, ec2-datatransfer-cost, out of Tokyo';
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
  encoderHour: {
    usd: 13.04,
    per: 'hour, HD, two pipelines, packaged',
    // On the safe side: for 100 viewers the same guide has $904.69 for 200 hours, $4.52 each.
    source: `${guide}; for 10,000 viewers, so a part of “Packager to CDN” is in it too`,
    asOf: '2026-08',
  },
  encoderInputHour: { usd: 0.294, per: 'hour of an HD input', source: outputsGuide, asOf: '2026-11' },
  encoderHdHour: {
    usd: 0.702,
    per: 'hour of an HD output to 10 Mbit/s (the recording’s 15 are dearer)',
    source: outputsGuide,
    asOf: '2026-11',
  },
  encoderSdHour: { usd: 0.354, per: 'hour of an SD output', source: outputsGuide, asOf: '2026-11' },
  srtFlowHour: {
    usd: 0.2,
    per: 'hour of a MediaConnect flow',
    source: 'AWS prints its price by script only; look it up in the AWS Pricing Calculator',
    asOf: '2026-11',
    isPlaceholder: true,
  },
  ingestedGb: {
    usd: 0.043,
    per: 'GB into the packager',
    source: `MediaPackage, ${awsPage}, highest region read; Tokyo not found`,
    asOf: '2024-09',
  },
  regionGb: {
    usd: 0.09,
    per: 'GB to another region',
    source: `${tokyoOut}; the same to every region listed`,
    asOf: '2025-04-16',
  },
  internetGb: { usd: 0.114, per: 'GB to the internet', source: tokyoOut, asOf: '2025-04-16' },
  packagedGb: {
    usd: 0.06,
    per: 'GB from the packager to the CDN',
    source: `MediaPackage, ${awsPage}, highest region read; Tokyo not found`,
    asOf: '2024-09',
  },
  cdnFunctionRun: {
    usd: 0.1 / 1e6,
    per: 'run of a CloudFront Function',
    source: `CloudFront, ${awsPage}`,
    asOf: '2026-08',
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
  proxyAcuHour: {
    usd: 0.018,
    per: 'ACU-hour behind RDS Proxy, at least 8 (blog.serverworks.co.jp, 2024-06)',
    source: unread,
    asOf: '2026-11',
  },
  natHour: { usd: 0.062, per: 'hour of a NAT gateway', source: unread, asOf: '2026-11' },
  natGb: { usd: 0.062, per: 'GB through a NAT gateway', source: unread, asOf: '2026-11' },
  publicAddressHour: {
    usd: 0.005,
    per: 'hour of a public IPv4 address',
    source: 'doit.com, AWS public IPv4 price increase',
    asOf: '2024-02-01',
  },
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
