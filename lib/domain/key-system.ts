/**
 * Short names, as in our addresses and tables, and all names under which EME knows them. Shaka 5.2 renames by browser:
 * Chrome and Edge on Windows get PlayReady as `.recommendation.3000`, Firefox there as `.recommendation`.
 */
export const emeKeySystems = {
  widevine: ['com.widevine.alpha'],
  playready: [
    'com.microsoft.playready',
    'com.microsoft.playready.recommendation',
    'com.microsoft.playready.recommendation.3000',
    'com.microsoft.playready.hardware',
  ],
  fairplay: ['com.apple.fps', 'com.apple.fps.1_0'],
  clearkey: ['org.w3.clearkey'],
} as const;

export type KeySystem = keyof typeof emeKeySystems;

export const keySystems = [
  'widevine',
  'playready',
  'fairplay',
  'clearkey',
] as const satisfies readonly KeySystem[];

export function parseKeySystem(text: string): KeySystem | undefined {
  return keySystems.find((name) => name === text);
}
