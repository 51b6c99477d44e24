let source: () => Date = () => new Date();

/** The server's only source of the current time; use cases take it as their `now`. */
export function now(): Date {
  return source();
}

/** Another clock for this whole process: a rehearsal plays days in minutes. */
export function injectClock(other: () => Date): void {
  source = other;
}
