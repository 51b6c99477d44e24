import { z } from 'zod';

/** First and last address of an IPv4 network, as numbers. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** The addresses of `203.0.113.0/24`; undefined where the text is no CIDR, or names an address in the middle of its network. */
export function ipv4Range(text: string): Ipv4Range | undefined {
  if (!z.cidrv4().safeParse(text).success) return undefined;
  const [address = '', bits = ''] = text.split('/');
  const prefix = Number(bits);
  const size = 2 ** (32 - prefix);
  const first = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

/** Whether two networks share an address. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [ipv4Range(one), ipv4Range(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}
