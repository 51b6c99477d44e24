import { assumptions as a, type CostWish } from './cost-wish';
import { prices } from './prices';
import { type CostLine, type Usage, whole } from './usage';

/** What costs while the installation stands, show or not. */
export function standingLines(wish: CostWish, use: Usage): CostLine[] {
  const { licenses, dynamicRequests, busyHours } = use;
  const standingHours = Math.max(wish.deployedHours, busyHours);
  const natGb = (licenses * a.natKbPerLicense + wish.viewers * a.natKbPerViewer) / 1024 ** 2;
  const logGb = (dynamicRequests * a.logBytesPerRequest) / 1024 ** 3;
  const gatewayHour = prices.natHour.usd + prices.publicAddressHour.usd;
  return [
    databaseLine(wish, busyHours),
    {
      name: 'NAT',
      basis: `${a.natGateways} gateways and addresses, ${standingHours} h, ${natGb.toFixed(1)} GB`,
      usd: a.natGateways * standingHours * gatewayHour + natGb * prices.natGb.usd,
    },
    {
      name: 'WAF',
      basis: `${whole(dynamicRequests)} requests`,
      usd: (prices.wafMonth.usd * standingHours) / a.hoursPerMonth + dynamicRequests * prices.wafRequest.usd,
    },
    { name: 'Logs', basis: `${logGb.toFixed(1)} GB`, usd: logGb * prices.logGb.usd },
  ];
}

/** The standby has the writer's size, and its price. */
function databaseLine({ deployedHours, acus }: CostWish, busyHours: number): CostLine {
  const idleHours = Math.max(0, deployedHours - busyHours);
  const acuHours = a.databaseInstances * (acus * busyHours + a.idleAcus * idleHours);
  const proxied = (size: number): number => Math.max(size, a.proxyLeastAcus);
  const proxyHours = a.databaseInstances * (proxied(acus) * busyHours + proxied(a.idleAcus) * idleHours);
  return {
    name: 'Database',
    basis: `${whole(acuHours)} ACU-hours of writer and standby, ${whole(proxyHours)} of RDS Proxy`,
    usd: acuHours * prices.acuHour.usd + proxyHours * prices.proxyAcuHour.usd,
  };
}
