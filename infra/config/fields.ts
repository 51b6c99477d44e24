import { z } from 'zod';
import { ipv4Range } from './ipv4-network';
import { regions } from './regions';

/** A message for texts; what is missing or no text at all is said in the words for every field (plan-words.ts). */
export function ofText(message: string): { error: (issue: { input?: unknown }) => string | undefined } {
  return { error: ({ input }) => (typeof input === 'string' ? message : undefined) };
}

export const region = z.enum(regions, {
  error: ({ input }) => {
    if (input === undefined) return 'is missing';
    const named = typeof input === 'string' && input !== '' ? `${input} ` : '';
    return `${named}is no region we know (${regions.join(', ')})`;
  },
});

/** A name that goes into names of buckets, roles, channels and databases (RDS: no hyphen at the end, nor two in a row). */
export const slug = z
  .string()
  .regex(
    /^(?=.{2,20}$)[a-z](-?[a-z0-9])*$/,
    'is no name of 2 to 20 small letters and digits, with single hyphens between them',
  );

export const domainName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is no domain name in lower case letters');

export const instant = z.iso.datetime(ofText('is no UTC time such as 2026-12-19T08:00:00Z'));

export const certificateArn = z
  .string()
  .regex(
    /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
    'is no ARN of a certificate that CloudFront can use (arn:aws:acm:us-east-1:…:certificate/…)',
  );

export const apiArn = z
  .string()
  .regex(
    /^arn:aws:execute-api:[a-z0-9-]+:\d{12}:[a-z0-9]+\/[\w$-]+\/POST\/[\w/.-]+$/,
    'is no ARN of an API Gateway method (arn:aws:execute-api:<region>:…:<api>/<stage>/POST/<path>)',
  );

export const keyId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is no key id: a UUID in lower case');

export const publicKey = z
  .string()
  .regex(
    /^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----\n$/,
    'is no public key in PEM',
  );

export const cidr = z
  .string()
  .refine(
    (text) => ipv4Range(text) !== undefined,
    'is no IPv4 network that begins with its own address, such as 203.0.113.0/24',
  );

/**
 * The VPC's network. A VPC has at most a /16; the subnets of infra/data/network-stack.ts (a /19 and two /24 in each of two
 * zones) fit in a /17 and in nothing smaller.
 */
export const vpcCidr = z.string().refine((text) => {
  const prefix = ipv4Range(text)?.prefix;
  return prefix === 16 || prefix === 17;
}, 'is no IPv4 network of /16 or /17 that begins with its own address, such as 10.40.0.0/16');
