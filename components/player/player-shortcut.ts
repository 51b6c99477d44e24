export const shortcuts = [
  { action: 'playPause', keys: [' ', 'k'], shown: ['Space', 'K'] },
  { action: 'mute', keys: ['m'], shown: ['M'] },
  { action: 'back', keys: ['ArrowLeft', 'j'], shown: ['←', 'J'] },
  { action: 'forward', keys: ['ArrowRight'], shown: ['→'] },
  { action: 'live', keys: ['l', 'End'], shown: ['L', 'End'] },
  { action: 'fromStart', keys: ['Home'], shown: ['Home'] },
  { action: 'captions', keys: ['c'], shown: ['C'] },
  { action: 'fullscreen', keys: ['f'], shown: ['F'] },
  { action: 'help', keys: ['?'], shown: ['?'] },
] as const;

export type ShortcutAction = (typeof shortcuts)[number]['action'];

interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What has the focus, as far as it has a use of its own for keys. */
export type FocusedKind = 'nothing' | 'button' | 'range' | 'text';

const usedBy = {
  nothing: [],
  button: [' ', 'Enter'],
  range: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
} as const satisfies Record<Exclude<FocusedKind, 'text'>, readonly string[]>;

/** What a key does; undefined where it belongs to the browser or to what has the focus. */
export function shortcutOf(pressed: PressedKey, focused: FocusedKind): ShortcutAction | undefined {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || focused === 'text') return undefined;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (usedBy[focused].some((used) => used === key)) return undefined;
  return shortcuts.find(({ keys }) => keys.some((known) => known === key))?.action;
}
