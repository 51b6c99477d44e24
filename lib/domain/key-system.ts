/** Short names, as in our addresses and tables, and the names EME knows (W3C EME registry). */
export const emeKeySystems = {
  widevine: 'com.widevine.alpha',
  playready: 'com.microsoft.playready',
  fairplay: 'com.apple.fps',
  clearkey: 'org.w3.clearkey',
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
