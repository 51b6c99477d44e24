import { isIPv6 } from 'node:net';
import { env } from '@/lib/config/env';
import type { HeaderReader } from '@/lib/http/header-reader';

/**
 * The caller's network, only from the header that our own front sets (`TRUSTED_ADDRESS_HEADER`, in AWS
 * `CloudFront-Viewer-Address`, which is `address:port`); undefined where none is configured or sent. An IPv6
 * caller is its /64: one line's worth of addresses. Only for rate limits.
 */
export function clientNetwork(headers: HeaderReader): string | undefined {
  const header = env().TRUSTED_ADDRESS_HEADER;
  const value = header === undefined ? null : headers.get(header);
  return value === null ? undefined : networkOf(value.trim());
}

export function networkOf(addressAndPort: string): string | undefined {
  const bracketed = /^\[([0-9a-fA-F:.]+)\](?::\d+)?$/.exec(addressAndPort)?.[1];
  const ipv4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/.exec(addressAndPort)?.[1];
  if (ipv4 !== undefined) return ipv4;
  // CloudFront writes IPv6 without brackets: what follows the last colon is the port when more than eight parts stand.
  const parts = addressAndPort.split(':');
  const bare =
    bracketed ??
    (isIPv6(addressAndPort) && parts.length <= 8 ? addressAndPort : parts.slice(0, -1).join(':'));
  return isIPv6(bare) ? `${expand(bare).slice(0, 4).join(':')}::/64` : undefined;
}

/** The eight groups of an IPv6 address without leading zeros. */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}
