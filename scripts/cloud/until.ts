import { setTimeout } from 'node:timers/promises';

/** Asks again and again until there is an answer. Rejects when patience is over, naming what was waited for. */
export async function until<Found>(
  what: string,
  { pollMs, patienceMinutes }: { pollMs: number; patienceMinutes: number },
  ask: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + patienceMinutes * 60_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new Error(`After ${patienceMinutes} minutes there still is no answer of ${what}.`);
    await setTimeout(pollMs);
  }
}
