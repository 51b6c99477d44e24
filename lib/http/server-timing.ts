/** Milliseconds spent per part of one answer, for the `Server-Timing` header (W3C Server Timing). */
export interface Timings {
  measure<Result>(part: string, work: () => Promise<Result>): Promise<Result>;
  /** Header value: the parts in their order, then `total`. */
  header(): string;
}

export function startTimings(): Timings {
  const began = performance.now();
  const parts: string[] = [];
  const note = (part: string, since: number) => `${part};dur=${(performance.now() - since).toFixed(1)}`;
  return {
    async measure(part, work) {
      const since = performance.now();
      try {
        return await work();
      } finally {
        parts.push(note(part, since));
      }
    },
    header: () => [...parts, note('total', began)].join(', '),
  };
}
