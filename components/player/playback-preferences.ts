import { readField } from './read-field';

/** `saver` chooses by bandwidth too, and stays low; a height is kept to. */
export type QualityChoice = 'auto' | 'saver' | number;

export const captionSizes = ['small', 'medium', 'large'] as const;
export type CaptionSize = (typeof captionSizes)[number];

/** What a viewer chose on this device, for every show. */
export interface PlaybackPreferences {
  readonly quality: QualityChoice;
  /** BCP 47; undefined: no captions. */
  readonly caption: string | undefined;
  readonly captionSize: CaptionSize;
  /** Single keys control the player; they can be turned off (WCAG 2.1.4). */
  readonly hasKeys: boolean;
}

export const defaultPreferences: PlaybackPreferences = {
  quality: 'auto',
  caption: undefined,
  captionSize: 'medium',
  hasKeys: true,
};

const STORED_AS = 'stagedoor.player';

/** What was chosen before; the defaults where nothing was, or where the browser keeps nothing. */
export function loadPreferences(): PlaybackPreferences {
  try {
    return parsePreferences(window.localStorage.getItem(STORED_AS) ?? '');
  } catch {
    // A browser that blocks site data throws at the mere mention of storage.
    return defaultPreferences;
  }
}

/** Does nothing where the browser keeps nothing. */
export function savePreferences(preferences: PlaybackPreferences): void {
  try {
    window.localStorage.setItem(STORED_AS, JSON.stringify(preferences));
  } catch {
    // Full or blocked: the choice holds until the page is left.
    return;
  }
}

/** Takes any text; each value that is none of ours is the default. */
export function parsePreferences(stored: string): PlaybackPreferences {
  const value = parseJson(stored);
  const caption = readField(value, 'caption');
  const size = readField(value, 'captionSize');
  return {
    quality: parseQuality(readField(value, 'quality')),
    caption: typeof caption === 'string' && caption !== '' ? caption : undefined,
    captionSize: captionSizes.find((known) => known === size) ?? defaultPreferences.captionSize,
    hasKeys: readField(value, 'hasKeys') !== false,
  };
}

/** From storage, or from the value of a form's control. */
export function parseQuality(value: unknown): QualityChoice {
  if (value === 'saver') return value;
  const height = Number(value);
  return Number.isInteger(height) && height > 0 ? height : 'auto';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
