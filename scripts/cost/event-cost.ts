import type { CostWish } from './cost-wish';
import { deliveryLines } from './delivery-lines';
import { encoderLines } from './encoder-lines';
import { portalLines } from './portal-lines';
import { standingLines } from './standing-lines';
import { type CostLine, usageOf } from './usage';

/** The bill of one event, part by part. */
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
 * What one event costs, in US dollars, from the inputs alone: never measured, never asked of a vendor. What is left out
 * is said by `notInIt`.
 */
export function eventCost(wish: CostWish): EventCost {
  const use = usageOf(wish);
  const lines = [
    ...deliveryLines(wish, use),
    ...encoderLines(wish, use),
    ...portalLines(wish, use),
    ...standingLines(wish, use),
  ];
  const subtotalUsd = lines.reduce((sum, { usd }) => sum + usd, 0);
  const taxUsd = (subtotalUsd * wish.tax) / 100;
  const totalUsd = subtotalUsd + taxUsd;
  const { trafficGb, cdnRequests, licenses } = use;
  const perViewerUsd = totalUsd / wish.viewers;
  return { trafficGb, cdnRequests, licenses, lines, subtotalUsd, taxUsd, totalUsd, perViewerUsd };
}

/** What no line has, and whoever reads the total must know. */
export const notInIt = [
  'Stripe’s fees, people, the line to the venue, the DRM vendor’s monthly fee',
  'rehearsals with the show’s encoder, a restore drill, watching again after the show (traffic and licenses)',
  'the monthly free tiers of AWS',
  'stopped encoders and inputs (MediaLive has a small price for them), a second destination of an encoder’s output',
  'traffic and licenses of the test channel, page files and pages from the CDN’s cache, Origin Shield’s requests',
  'storage: recordings, records, access logs, database and its reads and writes, backups; flow logs',
  'secrets, alarms, dashboard, DNS, queue and tag table, mail, the API Gateway before the key server',
] as const;
