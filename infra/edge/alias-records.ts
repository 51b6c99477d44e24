import type { Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';

interface Name {
  readonly zone: { readonly id: string; readonly name: string };
  readonly domain: string;
  readonly distribution: Distribution;
}

/** The domain's addresses. */
export function aliasRecords(stack: Stack, { zone: { id, name }, domain, distribution }: Name): void {
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: id, zoneName: name });
  const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  new ARecord(stack, 'Ipv4', { zone, recordName: domain, target });
  new AaaaRecord(stack, 'Ipv6', { zone, recordName: domain, target });
}
