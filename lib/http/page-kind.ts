/**
 * What a page may load and who may keep it. `public` pages are the same for everyone and cacheable;
 * all others are rendered for one viewer.
 */
export type PageKind = 'public' | 'account' | 'signIn' | 'order' | 'payment' | 'player';

const kinds: Readonly<Record<string, PageKind>> = {
  admin: 'account',
  tickets: 'account',
  'sign-in': 'signIn',
  checkout: 'payment',
  orders: 'order',
  watch: 'player',
  'test-playback': 'player',
};

/** The kind of the page at an address without its language prefix: `/orders/ord_1` is `order`. */
export function pageKind(path: string): PageKind {
  const first = path.split('/')[1] ?? '';
  return Object.hasOwn(kinds, first) ? (kinds[first] ?? 'public') : 'public';
}
