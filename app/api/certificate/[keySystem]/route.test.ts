import { describe, expect, test } from 'vitest';
import { DELETE, GET, PATCH, POST, PUT } from './route';

const get = (keySystem: string) =>
  GET(new Request(`http://localhost:3000/api/certificate/${keySystem}`), {
    params: Promise.resolve({ keySystem }),
  });

describe('200, for anyone, cacheable', () => {
  test('FairPlay’s application certificate is DER', async () => {
    const response = await get('fairplay');
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(0x30);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toContain('public, max-age=300');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('Widevine’s service certificate comes without the message around it, as setServerCertificate takes it', async () => {
    const response = await get('widevine');
    expect(response.status).toBe(200);
    // SignedDrmCertificate: field 1, the certificate.
    expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(0x0a);
  });
});

test.each(['playready', 'clearkey', 'nonsense'])('404 for %s, which has none', async (keySystem) => {
  const response = await get(keySystem);
  expect(response.status).toBe(404);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toMatchObject({ code: 'not_found' });
});

test('405 for every other method', () => {
  for (const method of [POST, PUT, PATCH, DELETE]) expect(method().status).toBe(405);
});
