import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { viewerRequestCode } from './viewer-request';

const known = 'what only the build knows';
const againDigest = createHash('sha256').update(known).digest('hex');
const require = createRequire(import.meta.url);
const answer = z.object({ headers: z.record(z.string(), z.object({ value: z.string() })) });

function told(headers: Record<string, string>, { knowsCountry = true } = {}): Record<string, string> {
  const code = viewerRequestCode({ againDigest, knowsCountry });
  const request = {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
  };
  const event = { request, viewer: { ip: '203.0.113.7' } };
  const made = answer.parse(runInNewContext(`${code}; handler(event)`, { event, require }));
  return Object.fromEntries(Object.entries(made.headers).map(([name, { value }]) => [name, value]));
}

test('a viewer cannot say for itself where it comes from', () => {
  const forged = {
    'x-stagedoor-viewer-address': '10.0.0.1',
    'x-stagedoor-viewer-country': 'JP',
    'x-forwarded-host': 'evil.example',
  };
  expect(told({ ...forged, host: 'tickets.example.com' })).toEqual({
    host: 'tickets.example.com',
    'x-forwarded-host': 'tickets.example.com',
    'x-stagedoor-viewer-address': '203.0.113.7',
  });
  expect(told({ ...forged, host: 'tickets.example.com', 'cloudfront-viewer-country': 'DE' })).toMatchObject({
    'x-stagedoor-viewer-country': 'DE',
  });
  // Where CloudFront tells no country, it is the viewer who does.
  const named = { host: 'tickets.example.com', 'cloudfront-viewer-country': 'JP' };
  expect(told(named, { knowsCountry: false })).not.toHaveProperty('x-stagedoor-viewer-country');
});

test('a page is rendered again for who knows the build, and for nobody else', () => {
  const host = 'tickets.example.com';
  const asked = (proof: string) => told({ host, 'x-prerender-revalidate': proof, 'x-isr': '1' });
  expect(asked(known)).toMatchObject({ 'x-prerender-revalidate': known, 'x-isr': '1' });
  for (const headers of [asked('a guess'), asked(''), told({ host, 'x-isr': '1' })])
    expect(Object.keys(headers).sort()).toEqual(['host', 'x-forwarded-host', 'x-stagedoor-viewer-address']);
});
