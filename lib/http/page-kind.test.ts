import { expect, it } from 'vitest';
import { pageKind } from './page-kind';

it.each([
  ['/', 'public'],
  ['/events/summer', 'public'],
  ['/checkoutnope', 'public'],
  ['/events/checkout', 'public'],
  ['/constructor', 'public'],
  ['/checkout/summer', 'payment'],
  ['/orders/ord_1', 'order'],
  ['/tickets', 'account'],
  ['/admin/orders/ord_1', 'account'],
  ['/sign-in', 'signIn'],
  ['/watch/summer', 'player'],
  ['/test-playback', 'player'],
])('%s is %s', (path, kind) => {
  expect(pageKind(path)).toBe(kind);
});
