import type { CostWish } from './cost-wish';
import { japanTraffic, prices } from './prices';
import { tieredPrice } from './tiered-price';
import { type CostLine, type Usage, whole } from './usage';

/** What grows with the audience: CDN, packager, licenses. */
export function deliveryLines({ hitRatio, licensePrice }: CostWish, use: Usage): CostLine[] {
  const { trafficGb, cdnRequests, licenses } = use;
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
      name: 'Packager to CDN',
      basis: `${whole(missedGb)} GB that the CDN did not have, read from one region`,
      usd: missedGb * prices.packagedGb.usd,
    },
    {
      name: 'DRM licenses',
      basis: `${whole(licenses)} at $${licensePrice} (a placeholder until your vendor says)`,
      usd: licenses * licensePrice,
    },
  ];
}
