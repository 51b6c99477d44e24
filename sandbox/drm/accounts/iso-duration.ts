const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration in days, hours, minutes and seconds; NaN for any other text. */
export function isoDurationSeconds(text: string): number {
  const match = pattern.exec(text);
  if (match === null || /[PT]$/.test(text)) return Number.NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
