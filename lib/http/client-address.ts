import { env } from '@/lib/config/env';

/**
 * The caller's address, only from the header that our own front sets (`TRUSTED_ADDRESS_HEADER`, in AWS
 * `CloudFront-Viewer-Address`); `unknown` for everyone where none is configured. Only for rate limits.
 */
export function clientAddress(request: Request): string {
  const header = env().TRUSTED_ADDRESS_HEADER;
  const value = header === undefined ? null : request.headers.get(header);
  return value === null ? 'unknown' : value.slice(0, 64);
}
