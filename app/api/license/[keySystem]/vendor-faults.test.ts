import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakVendor, clearKeyChallenge, vendorRequestCount } from '@/lib/playback/test-channel';
import { ask, closeLicenseDesk, openLicenseDesk, problemOf, watchingViewer } from './test-license-desk';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

describe('the vendor fails', () => {
  test.each([
    ['500', 502, 'upstream_failed'],
    ['401', 502, 'upstream_failed'],
    ['html_200', 502, 'upstream_failed'],
    ['empty_200', 502, 'upstream_failed'],
    ['reset', 502, 'upstream_failed'],
    ['redirect', 502, 'upstream_failed'],
    ['huge', 502, 'upstream_failed'],
    ['hang', 504, 'upstream_timeout'],
  ])('%s → %i %s', async (kind, status, code) => {
    const { token, kids } = await watchingViewer();
    const [kid] = kids;
    if (kid === undefined) throw new Error('no key id');
    await breakVendor(kid, kind);
    expect(await problemOf(await ask({ token, body: clearKeyChallenge(kids) }))).toEqual([status, code]);
    expect(await vendorRequestCount(kid)).toBe(1);
    expect((await ask({ token, body: clearKeyChallenge(kids) })).status).toBe(200);
  });
});
