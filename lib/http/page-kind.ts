/**
 * What a page may load and who may keep it. `public` pages are the same for everyone and cacheable;
 * all others are rendered for one viewer.
 */
export type PageKind = 'public' | 'account' | 'signIn' | 'order' | 'payment' | 'player' | 'preview';

const kinds: Readonly<Record<string, PageKind>> = {
  admin: 'account',
  tickets: 'account',
  claim: 'account',
  screen: 'account',
  'sign-in': 'signIn',
  checkout: 'payment',
  orders: 'order',
  watch: 'player',
  'test-playback': 'player',
};

/** The kind of the page at a decoded address without its language prefix: `/orders/ord_1` is `order`. */
export function pageKind(path: string): PageKind {
  const first = path.split('/').find((part) => part !== '') ?? '';
  return Object.hasOwn(kinds, first) ? (kinds[first] ?? 'public') : 'public';
}

/** The kind of a page of the staff: the preview of an event shows the audience's page in a frame of its own. */
export function adminPageKind(path: string): PageKind {
  return /^\/admin\/events\/[^/]+\/preview(\/|$)/.test(path) ? 'preview' : 'account';
}

/** The address as Next's router reads it; one that cannot be decoded stays as it is, and no page has it. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
