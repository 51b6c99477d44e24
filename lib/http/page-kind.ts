/**
 * What a page may load and who may keep it. `public` pages are the same for everyone and cacheable;
 * all others are rendered for one viewer.
 */
export type PageKind = 'public' | 'account' | 'signIn' | 'payment' | 'player';

const kinds: Readonly<Record<string, PageKind>> = {
  admin: 'account',
  tickets: 'account',
  'sign-in': 'signIn',
  checkout: 'payment',
  orders: 'payment',
  watch: 'player',
  'test-playback': 'player',
};

/** The kind of the page at an address without its language prefix: `/orders/ord_1` is `payment`. */
export function pageKind(path: string): PageKind {
  const first = path.split('/')[1] ?? '';
  return Object.hasOwn(kinds, first) ? (kinds[first] ?? 'public') : 'public';
}
