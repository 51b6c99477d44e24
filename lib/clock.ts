/** The server's only source of the current time; use cases take it as their `now`. */
export function now(): Date {
  return new Date();
}
