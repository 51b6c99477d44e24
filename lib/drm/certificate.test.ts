import { beforeEach, expect, test, vi } from 'vitest';
import { vendorThat } from '@/lib/drm/test-vendor';

const now = new Date('2026-10-03T09:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

beforeEach(() => {
  vi.resetModules();
  return () => vi.unstubAllEnvs();
});

/** A vendor's address for a FairPlay certificate that answers as told, and how often it was asked. */
async function certificateVendor() {
  const vendor = { status: 200, body: Uint8Array.of(0x30, 1), requests: 0 };
  const url = await vendorThat((_request, response) => {
    vendor.requests += 1;
    response.writeHead(vendor.status).end(vendor.body);
  });
  const entry = { vendor: 'doverunner', url, siteId: 'S', certificateUrl: url };
  vi.stubEnv('DRM_VENDORS', JSON.stringify({ fairplay: entry }));
  const { serverCertificate } = await import('@/lib/drm/certificate');
  return { vendor, get: (at: Date) => serverCertificate('fairplay', at) };
}

test('is asked for once by any number of players, and again after an hour', async () => {
  const { vendor, get } = await certificateVendor();
  const all = await Promise.all(Array.from({ length: 50 }, () => get(now)));
  expect(all.every((bytes) => bytes[0] === 0x30)).toBe(true);
  await get(minutes(59));
  expect(vendor.requests).toBe(1);
  await get(minutes(61));
  expect(vendor.requests).toBe(2);
});

test('a vendor that fails later takes nothing away, and is left alone for a while', async () => {
  const { vendor, get } = await certificateVendor();
  await get(now);
  vendor.status = 500;
  expect([...(await get(minutes(61)))]).toEqual([0x30, 1]);
  expect([...(await get(minutes(61)))]).toEqual([0x30, 1]);
  expect(vendor.requests).toBe(2);
});

test('a vendor that fails from the start is not asked by every player', async () => {
  const { vendor, get } = await certificateVendor();
  vendor.status = 500;
  for (let n = 0; n < 5; n += 1) await expect(get(now)).rejects.toMatchObject({ code: 'drm_unreadable' });
  expect(vendor.requests).toBe(1);
  vendor.status = 200;
  expect([...(await get(minutes(1)))]).toEqual([0x30, 1]);
});

test('what is no DER certificate is refused: Safari would not say why', async () => {
  const { vendor, get } = await certificateVendor();
  vendor.body = new Uint8Array(Buffer.from('-----BEGIN CERTIFICATE-----'));
  await expect(get(now)).rejects.toMatchObject({ code: 'drm_unreadable' });
});
