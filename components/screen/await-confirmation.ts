import { askCode, askScreen, type ScreenAnswer, type ShownCode } from './screen-api';

export type ScreenStep =
  | { readonly name: 'preparing' }
  | { readonly name: 'shown'; readonly code: ShownCode }
  | { readonly name: 'rested' }
  | { readonly name: 'failed' }
  | { readonly name: 'opening'; readonly slug: string; readonly day: number };

interface Waiting {
  readonly signal: AbortSignal;
  readonly onStep: (step: ScreenStep) => void;
}

/** An hour: who has not come by then has another evening planned. */
const CODES = 6;

/**
 * Shows one code after the other until one is confirmed, and asks every few seconds (RFC 8628 §3.4). Ends with `opening`,
 * with `rested` after an hour, with `failed` where no code can be had, or in silence by the signal.
 */
export async function awaitConfirmation({ signal, onStep }: Waiting): Promise<void> {
  const step = (next: ScreenStep) => {
    if (!signal.aborted) onStep(next);
  };
  for (let count = 0; count < CODES && !signal.aborted; count += 1) {
    step({ name: 'preparing' });
    const code = await askCode();
    if (code === undefined) return step({ name: 'failed' });
    step({ name: 'shown', code });
    const answer = await outcomeOf(code, signal);
    if (answer?.status === 'ready') return step({ name: 'opening', slug: answer.slug, day: answer.day });
  }
  step({ name: 'rested' });
}

/** Undefined when the code's time is over without an answer. */
async function outcomeOf(code: ShownCode, signal: AbortSignal): Promise<ScreenAnswer | undefined> {
  const endsAt = performance.now() + code.expiresInSeconds * 1000;
  while (performance.now() < endsAt && !signal.aborted) {
    await pause(code.pollSeconds * 1000, signal);
    // Nobody sees it: it can wait.
    if (signal.aborted || document.hidden) continue;
    const answer = await askScreen(code.id);
    if (answer !== undefined && answer.status !== 'waiting') return answer;
  }
  return undefined;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
