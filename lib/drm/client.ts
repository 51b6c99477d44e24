import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import type { KeySystem } from '@/lib/domain/key-system';
import { sendToVendor } from '@/lib/drm/send';
import type { DrmVendor, License, LicenseAsk, VendorAccount } from '@/lib/drm/vendor';
import { clearKeyVendor } from '@/lib/drm/vendors/clearkey';
import { Fault } from '@/lib/fault';
import { log } from '@/lib/log';

/** The adapter of each key system that this deployment can serve. */
const vendors: Partial<Record<KeySystem, DrmVendor>> = { clearkey: clearKeyVendor };

/**
 * A license from the vendor of that key system: the only place that calls one. Throws Fault `upstream_failed`,
 * `upstream_timeout` or `unavailable`; the vendor's own words go to the log in one redacted line, never further.
 */
export async function requestLicense(ask: LicenseAsk): Promise<License> {
  const vendor = vendors[ask.keySystem];
  const account = await accountFor(ask.keySystem);
  if (vendor === undefined || account === undefined) {
    throw new Fault('unavailable', `no DRM vendor is configured for ${ask.keySystem}`);
  }
  const reply = await sendToVendor(await vendor.buildLicenseRequest(ask, account));
  const license = vendor.readLicense(reply, ask);
  if (license !== undefined) return license;
  log.error('drm.vendor_refused', {
    keySystem: ask.keySystem,
    status: reply.status,
    contentType: reply.contentType,
    bytes: reply.body.length,
  });
  throw new Fault('upstream_failed', `vendor answered ${reply.status} without a license`);
}

async function accountFor(keySystem: KeySystem): Promise<VendorAccount | undefined> {
  const url = keySystem === 'clearkey' ? env().DRM_CLEARKEY_URL : undefined;
  if (url === undefined) return undefined;
  const [secret] = await secrets.readSecret('DRM_CLEARKEY_SECRET');
  return secret === undefined ? undefined : { url, secret };
}
