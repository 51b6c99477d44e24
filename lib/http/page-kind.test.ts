import { expect, it } from 'vitest';
import { adminPageKind, decodedPath, pageKind } from './page-kind';

it.each([
  ['/', 'public'],
  ['/events/summer', 'public'],
  ['/checkoutnope', 'public'],
  ['/events/checkout', 'public'],
  ['/constructor', 'public'],
  ['/checkout/summer', 'payment'],
  ['/orders/ord_1', 'order'],
  ['//watch/summer', 'player'],
  ['/tickets', 'account'],
  ['/screen/ABCD-2345', 'account'],
  ['/admin/orders/ord_1', 'account'],
  ['/sign-in', 'signIn'],
  ['/watch/summer', 'player'],
  ['/test-playback', 'player'],
])('%s is %s', (path, kind) => {
  expect(pageKind(path)).toBe(kind);
});

it.each([
  ['/%6Frders/ord_1', '/orders/ord_1'],
  ['/%61dmin', '/admin'],
  ['/%E0%A4%A', '/%E0%A4%A'],
])('%s is read as %s', (address, path) => {
  expect(decodedPath(address)).toBe(path);
});

it.each([
  ['/admin', 'account'],
  ['/admin/events/evt_1', 'account'],
  ['/admin/events/evt_1/previews', 'account'],
  ['/admin/orders/preview', 'account'],
  ['/admin/events/evt_1/preview', 'preview'],
  ['/admin/events/evt_1/preview/page', 'preview'],
])('staff: %s is %s', (path, kind) => {
  expect(adminPageKind(path)).toBe(kind);
});
