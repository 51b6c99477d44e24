import { prices, japanTraffic } from './prices';
import { tieredPrice } from './tiered-price';

/** What is asked for; everything else is in `assumptions` and `prices`. */
export interface CostWish {
  readonly viewers: number;
  /** Of the show; everybody watches all of it. */
  readonly hours: number;
  /** Mbit/s, the average of what is played: it lies below the top rung. */
  readonly bitrate: number;
  /** Part of the segments that the CDN has already, 0 to 1. */
  readonly hitRatio: number;
  /** US dollars; no vendor publishes it. */
  readonly licensePrice: number;
  /** A license lasts so long; each renewal is billed as one. */
  readonly licenseMinutes: number;
  /** 2 where audio and video have licenses of their own. */
  readonly licensesPerPlay: number;
  /** The installation stands so long. */
  readonly deployedHours: number;
  /** Function environments kept warm around the show. */
  readonly warm: number;
  /** Database capacity during the show, in ACUs. */
  readonly acus: number;
  /** Percent on top of all of it. */
  readonly tax: number;
}

export const defaultWish = {
  hitRatio: 0.99,
  licensePrice: 0.01,
  licenseMinutes: 60,
  licensesPerPlay: 1,
  deployedHours: 72,
  warm: 100,
  acus: 8,
  tax: 10,
} as const satisfies Partial<CostWish>;

/** What we took for granted, each with its unit in the name. */
export const assumptions = {
  segmentSeconds: 4,
  /** Video, audio, and the manifest read again. */
  requestsPerSegment: 3,
  /** Encoder, warm functions and database capacity before the doors and after the end. */
  extraHours: 1,
  beatSeconds: 30,
  beatLambdaSeconds: 0.02,
  licenseLambdaSeconds: 0.3,
  licenseFunctionGb: 0.5,
  /** Event, sign-in, checkout, order, tickets, watch, and what they ask for that no cache may answer. */
  portalRequestsPerViewer: 30,
  portalLambdaSeconds: 0.1,
  portalFunctionGb: 1,
  idleAcus: 0.5,
  proxyLeastAcus: 8,
  natGateways: 2,
  natKbPerLicense: 16,
  natKbPerViewer: 50,
  logBytesPerRequest: 500,
  hoursPerMonth: 730,
} as const;

export interface CostLine {
  readonly name: string;
  /** How it came about, for people. */
  readonly basis: string;
  /** US dollars, before tax. */
  readonly usd: number;
}

export interface EventCost {
  readonly trafficGb: number;
  readonly cdnRequests: number;
  readonly licenses: number;
  readonly lines: readonly CostLine[];
  readonly subtotalUsd: number;
  readonly taxUsd: number;
  readonly totalUsd: number;
  readonly perViewerUsd: number;
}

/**
 * What one event costs, in US dollars, from the inputs alone: never measured, never asked of a vendor. The free tiers of
 * the month are left to the owner of the account; Stripe's fees and people are not in it.
 */
export function eventCost(wish: CostWish): EventCost {
  const use = usageOf(wish);
  const lines = [...videoLines(wish, use), ...portalLines(wish, use), ...standingLines(wish, use)];
  const subtotalUsd = lines.reduce((sum, { usd }) => sum + usd, 0);
  const taxUsd = (subtotalUsd * wish.tax) / 100;
  const totalUsd = subtotalUsd + taxUsd;
  const { trafficGb, cdnRequests, licenses } = use;
  const perViewerUsd = totalUsd / wish.viewers;
  return { trafficGb, cdnRequests, licenses, lines, subtotalUsd, taxUsd, totalUsd, perViewerUsd };
}

type Usage = ReturnType<typeof usageOf>;

function usageOf({ viewers, hours, bitrate, licenseMinutes, licensesPerPlay }: CostWish) {
  const seconds = hours * 3600;
  const a = assumptions;
  const renewals = Math.floor((hours * 60) / licenseMinutes);
  const licenses = viewers * licensesPerPlay * (1 + renewals);
  const beats = (viewers * seconds) / a.beatSeconds;
  const portalRequests = viewers * a.portalRequestsPerViewer;
  return {
    // As AWS counts in its own examples: decimal megabytes, 1024 of them to the GB.
    trafficGb: (viewers * seconds * bitrate) / 8 / 1024,
    cdnRequests: ((viewers * seconds) / a.segmentSeconds) * a.requestsPerSegment,
    licenses,
    beats,
    portalRequests,
    /** All that reaches a function. */
    dynamicRequests: licenses + beats + portalRequests,
    busyHours: hours + 2 * a.extraHours,
  };
}

function videoLines({ hitRatio, licensePrice }: CostWish, use: Usage): CostLine[] {
  const { trafficGb, cdnRequests, licenses, busyHours } = use;
  const missedGb = trafficGb * (1 - hitRatio);
  return [
    {
      name: 'CDN traffic',
      basis: `${whole(trafficGb)} GB, by tiers`,
      usd: tieredPrice(japanTraffic, trafficGb),
    },
    {
      name: 'CDN requests',
      basis: `${whole(cdnRequests)} for segments and manifests`,
      usd: cdnRequests * prices.cdnRequest.usd,
    },
    {
      name: 'Encode and package',
      basis: `${busyHours} h, two pipelines`,
      usd: busyHours * prices.encoderHour.usd,
    },
    {
      name: 'Packager to CDN',
      basis: `${whole(missedGb)} GB that the CDN did not have`,
      usd: missedGb * prices.packagedGb.usd,
    },
    {
      name: 'DRM licenses',
      basis: `${whole(licenses)} at $${licensePrice}`,
      usd: licenses * licensePrice,
    },
  ];
}

function portalLines({ warm }: CostWish, use: Usage): CostLine[] {
  const a = assumptions;
  const { licenses, beats, portalRequests, dynamicRequests, busyHours } = use;
  const gbSeconds = (licenses * a.licenseLambdaSeconds + beats * a.beatLambdaSeconds) * a.licenseFunctionGb;
  const portalGbSeconds = portalRequests * a.portalLambdaSeconds * a.portalFunctionGb;
  const call = prices.lambdaRequest.usd;
  const gbSecond = prices.lambdaGbSecond.usd;
  return [
    {
      name: 'Functions: license, beat',
      basis: `${whole(licenses + beats)} calls`,
      usd: (licenses + beats) * call + gbSeconds * gbSecond,
    },
    {
      name: 'Functions: portal',
      basis: `${whole(portalRequests)} calls`,
      usd: portalRequests * call + portalGbSeconds * gbSecond,
    },
    {
      name: 'Functions kept warm',
      basis: `${warm} for ${busyHours} h`,
      usd: warm * a.licenseFunctionGb * busyHours * 3600 * prices.warmGbSecond.usd,
    },
    {
      name: 'CDN requests to functions',
      basis: whole(dynamicRequests),
      usd: dynamicRequests * prices.cdnRequest.usd,
    },
  ];
}

function standingLines({ deployedHours, viewers, acus }: CostWish, use: Usage): CostLine[] {
  const a = assumptions;
  const { licenses, dynamicRequests, busyHours } = use;
  const idleHours = Math.max(0, deployedHours - busyHours);
  const acuHours = acus * busyHours + a.idleAcus * idleHours;
  const proxyHours =
    Math.max(acus, a.proxyLeastAcus) * busyHours + Math.max(a.idleAcus, a.proxyLeastAcus) * idleHours;
  const standingHours = Math.max(deployedHours, busyHours);
  const natGb = (licenses * a.natKbPerLicense + viewers * a.natKbPerViewer) / 1024 ** 2;
  const logGb = (dynamicRequests * a.logBytesPerRequest) / 1024 ** 3;
  return [
    {
      name: 'Database',
      basis: `${whole(acuHours)} ACU-hours and RDS Proxy`,
      usd: acuHours * prices.acuHour.usd + proxyHours * prices.proxyAcuHour.usd,
    },
    {
      name: 'NAT',
      basis: `${a.natGateways} gateways, ${standingHours} h, ${natGb.toFixed(1)} GB`,
      usd: a.natGateways * standingHours * prices.natHour.usd + natGb * prices.natGb.usd,
    },
    {
      name: 'WAF',
      basis: `${whole(dynamicRequests)} requests`,
      usd: (prices.wafMonth.usd * standingHours) / a.hoursPerMonth + dynamicRequests * prices.wafRequest.usd,
    },
    { name: 'Logs', basis: `${logGb.toFixed(1)} GB`, usd: logGb * prices.logGb.usd },
  ];
}

const english = new Intl.NumberFormat('en-US');

function whole(amount: number): string {
  return english.format(Math.floor(amount));
}
