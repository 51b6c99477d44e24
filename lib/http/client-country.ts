import { env } from '@/lib/config/env';
import type { HeaderReader } from '@/lib/http/header-reader';

/** What fronts write for "cannot tell": user-assigned codes of ISO 3166-1, and Tor's at some of them. */
const NO_COUNTRY = new Set(['XX', 'ZZ', 'T1']);

/**
 * The caller's country (ISO 3166-1 alpha-2, capitals), only from the header that our own front sets
 * (`TRUSTED_COUNTRY_HEADER`, in AWS `CloudFront-Viewer-Country`); undefined where none is configured, sent or known.
 */
export function clientCountry(headers: HeaderReader): string | undefined {
  const header = env().TRUSTED_COUNTRY_HEADER;
  const country = header === undefined ? '' : (headers.get(header) ?? '').trim().toUpperCase();
  return /^[A-Z]{2}$/.test(country) && !NO_COUNTRY.has(country) ? country : undefined;
}
