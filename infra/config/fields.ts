import { z } from 'zod';
import { regions } from './regions';

export const region = z.enum(regions, {
  error: ({ input }) =>
    input === undefined ? 'is missing' : `${String(input)} is no region we know (${regions.join(', ')})`,
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

export const instant = z.iso.datetime({
  error: ({ input }) => (input === undefined ? 'is missing' : 'is no UTC time such as 2026-12-19T08:00:00Z'),
});

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

export const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'is no CIDR such as 203.0.113.0/24');
