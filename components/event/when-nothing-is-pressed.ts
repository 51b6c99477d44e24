'use client';

const ends = ['pointerup', 'pointercancel', 'contextmenu'] as const;

let isWatching = false;
let isPressed = false;

/** Begins to watch for presses, once for all that ask: a press goes on when what asked first has left the page. */
export function watchPresses(): void {
  if (isWatching) return;
  isWatching = true;
  const how = { capture: true, passive: true };
  addEventListener('pointerdown', () => (isPressed = true), how);
  for (const name of ends) addEventListener(name, () => (isPressed = false), how);
}

/**
 * Resolves when no mouse button or finger is down, and after the click that a press ends with. What moves below a press
 * takes the click away from what it was meant for.
 */
export async function whenNothingIsPressed(): Promise<void> {
  while (isPressed)
    await new Promise<void>((resolve) => {
      const ended = new AbortController();
      const release = () => {
        ended.abort();
        setTimeout(resolve);
      };
      for (const name of ends) addEventListener(name, release, { capture: true, signal: ended.signal });
    });
}
