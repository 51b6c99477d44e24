export const browserFamilies = [
  'safari_ios',
  'webview_android',
  'samsung',
  'firefox',
  'edge',
  'chrome_android',
  'chrome',
  'safari',
  'other',
] as const;

export type BrowserFamily = (typeof browserFamilies)[number];

/** The first that fits: browsers name those that they want to be taken for, too. */
const marks: readonly (readonly [BrowserFamily, RegExp])[] = [
  // On iPhone and iPad every browser is WebKit with Safari's media stack.
  ['safari_ios', /iPhone|iPad|iPod/],
  ['webview_android', /Android.*; wv\)/],
  ['samsung', /SamsungBrowser\//],
  ['firefox', /Firefox\//],
  ['edge', /Edg(A)?\//],
  ['chrome_android', /Android.*Chrome\//],
  ['chrome', /Chrome\/|HeadlessChrome\//],
  ['safari', /Version\/.*Safari\//],
];

/** Browsers that fail together, since they share engine and media stack, from a User-Agent. Never throws. */
export function browserFamily(userAgent: string | null): BrowserFamily {
  const text = (userAgent ?? '').slice(0, 512);
  return marks.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}
