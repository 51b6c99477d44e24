/** The day of a moment in that zone: `2026-11-29`, as Swedes write it. */
export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}
