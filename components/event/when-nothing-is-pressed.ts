'use client';

let isPressed = false;

const ends = ['pointerup', 'pointercancel', 'contextmenu'] as const;

/** Watches for presses from now on; gives what ends it. */
export function watchPresses(): () => void {
  const ending = new AbortController();
  const how = { capture: true, passive: true, signal: ending.signal };
  addEventListener('pointerdown', () => (isPressed = true), how);
  for (const name of ends) addEventListener(name, () => (isPressed = false), how);
  return () => ending.abort();
}

/**
 * Resolves when no mouse button or finger is down, and after the click that a press ends with. What moves below a press
 * takes the click away from what it was meant for.
 */
export async function whenNothingIsPressed(): Promise<void> {
  while (isPressed)
    await new Promise<void>((resolve) => {
      for (const name of ends)
        addEventListener(name, () => setTimeout(resolve), { once: true, capture: true });
    });
}
