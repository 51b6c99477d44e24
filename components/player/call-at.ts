/** The longest time a browser's timer can wait: 2^31 - 1 ms. */
const LONGEST_MS = 2_147_483_647;

interface Moment {
  /** Server's clock, milliseconds. */
  readonly atMs: number;
  /** What to add to the browser's clock to get the server's. */
  readonly skewMs: number;
}

/** Calls once when the server's clock has come to a moment, at once where it has passed. Returns what cancels it. */
export function callAt({ atMs, skewMs }: Moment, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    const leftMs = atMs - skewMs - Date.now();
    timer = leftMs > LONGEST_MS ? setTimeout(wait, LONGEST_MS) : setTimeout(call, Math.max(0, leftMs));
  };
  wait();
  return () => clearTimeout(timer);
}
