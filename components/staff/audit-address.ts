/** What an address of the audit page says beside the tab. */
export interface AuditAddress {
  readonly who: string;
  readonly power: string;
  readonly order: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** The same filter elsewhere; what is empty is left out. */
export function auditAddress(
  path: string,
  typed: AuditAddress,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(Object.entries({ ...typed, ...more }).filter(([, text]) => text !== ''));
  return query.size === 0 ? path : `${path}?${query}`;
}
