import { expect, test } from 'vitest';
import { safeReturnPath } from '@/lib/auth/return-path';

test.each([
  ['/tickets', '/tickets'],
  ['/en/checkout/fest?x=1#y', '/en/checkout/fest?x=1#y'],
])('%s is kept', (wanted, path) => {
  expect(safeReturnPath(wanted)).toBe(path);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/a\\..\\..//evil.example',
  '/\u0000',
  'evil',
  '',
  undefined,
  `/${'a'.repeat(2000)}`,
])('%j never leads away', (wanted) => {
  expect(safeReturnPath(wanted)).toBe('/');
});

test('a path that climbs out ends at our root and not at another host', () => {
  expect(safeReturnPath('/../../x')).toBe('/x');
  expect(safeReturnPath('/.//evil.example')).not.toMatch(/^\/\//);
});
