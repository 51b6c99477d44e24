import { expect, it } from 'vitest';
import { localizedPath, pathWithoutLocale } from './localized-path';

it.each([
  ['/', 'ja', '/'],
  ['/', 'en', '/en'],
  ['/tickets?day=1#top', 'ja', '/tickets?day=1#top'],
  ['/tickets?day=1#top', 'en', '/en/tickets?day=1#top'],
  ['/admin', 'en', '/admin'],
  ['/admin/orders/ord_1?q=x', 'en', '/admin/orders/ord_1?q=x'],
  ['/administration', 'en', '/en/administration'],
] as const)('%s in %s is %s', (path, locale, address) => {
  expect(localizedPath(path, locale)).toBe(address);
});

it.each([
  ['/', '/'],
  ['/en', '/'],
  ['/ja', '/'],
  ['/en/tickets', '/tickets'],
  ['/english', '/english'],
  ['/events/en', '/events/en'],
])('%s without its language is %s', (address, path) => {
  expect(pathWithoutLocale(address)).toBe(path);
});
