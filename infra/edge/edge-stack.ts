import type { App, Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Installation } from '../config/installation';
import { edgeStackOf } from '../installation-stack';
import { firewall } from './firewall';

export interface Edge {
  readonly stack: Stack;
  readonly portalCertificate: ICertificate;
  readonly mediaCertificate: ICertificate | undefined;
  readonly webAclArn: string;
}

/** What CloudFront takes from us-east-1 only: certificates (made here unless the plan names one) and the firewall. */
export function edgeStack(app: App, plan: Installation): Edge {
  const stack = edgeStackOf(app, plan);
  const { portal, video } = plan;
  return {
    stack,
    portalCertificate: certificate(stack, plan, { id: 'Portal', ...portal }),
    mediaCertificate: video && certificate(stack, plan, { id: 'Media', ...video }),
    webAclArn: firewall(stack, plan),
  };
}

interface Wanted {
  readonly id: string;
  readonly domain: string;
  readonly certificateArn?: string | undefined;
}

function certificate(stack: Stack, plan: Installation, { id, domain, certificateArn }: Wanted): ICertificate {
  if (certificateArn !== undefined)
    return Certificate.fromCertificateArn(stack, `${id}Certificate`, certificateArn);
  const { id: hostedZoneId, name: zoneName } = plan.portal.hostedZone;
  const zone = HostedZone.fromHostedZoneAttributes(stack, `${id}Zone`, { hostedZoneId, zoneName });
  return new Certificate(stack, `${id}Certificate`, {
    domainName: domain,
    validation: CertificateValidation.fromDns(zone),
  });
}
