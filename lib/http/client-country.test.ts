import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

async function countryIn(value: string | undefined, header: string | undefined) {
  vi.resetModules();
  vi.stubEnv('TRUSTED_COUNTRY_HEADER', header);
  const { clientCountry } = await import('@/lib/http/client-country');
  return clientCountry(new Headers(value === undefined ? {} : { 'cloudfront-viewer-country': value }));
}

test.each([
  ['JP', 'JP'],
  ['jp', 'JP'],
  ['', undefined],
  ['XX', undefined],
  ['T1', undefined],
  ['Japan', undefined],
  [undefined, undefined],
])('the trusted header %s is %s', async (value, country) => {
  expect(await countryIn(value, 'CloudFront-Viewer-Country')).toBe(country);
});

test('a header that nobody vouches for says nothing', async () => {
  expect(await countryIn('JP', undefined)).toBeUndefined();
});
