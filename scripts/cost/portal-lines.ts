import { assumptions as a, type CostWish } from './cost-wish';
import { prices } from './prices';
import { type CostLine, type Usage, whole } from './usage';

/** Functions and the CDN in front of them. */
export function portalLines({ warm }: CostWish, use: Usage): CostLine[] {
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
      basis: `${whole(dynamicRequests)}, with the CDN’s own function`,
      usd: dynamicRequests * (prices.cdnRequest.usd + prices.cdnFunctionRun.usd),
    },
  ];
}
