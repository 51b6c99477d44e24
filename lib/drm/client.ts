import { kidFromBytes } from '@/lib/domain/kid';
import { certificateRequest } from '@/lib/drm/challenge/certificate-request';
import { configuredVendor, type ConfiguredVendor } from '@/lib/drm/configured-vendor';
import { guardedSend } from '@/lib/drm/guard';
import type { Lane } from '@/lib/drm/guard-endpoint';
import { isWithin, readWidevineLicense } from '@/lib/drm/reply/widevine';
import type { LicenseAsk } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';
import { log } from '@/lib/log';

/**
 * A license from the vendor of that key system: the only place that calls one. What comes back is the CDM's bytes, and
 * for Widevine no more than was asked for. Throws Fault `unavailable` where no vendor is configured and the `drm_…`
 * faults; the vendor's own words go nowhere.
 */
export async function requestLicense(ask: LicenseAsk): Promise<Uint8Array> {
  const license = await askVendor(await requireVendor(ask), ask);
  if (ask.keySystem === 'widevine') requireWithin(license, ask);
  return license;
}

/** Vendors read the token before the body, and some refuse one that names no key: this one opens nothing. */
const nobodysKey = [kidFromBytes(new Uint8Array(16))].filter((kid) => kid !== undefined);

/** Widevine's service certificate: the vendor's whole answer to `08 04`, which names no key. Throws as requestLicense. */
export async function requestWidevineCertificate(now: Date): Promise<Uint8Array> {
  const ask: LicenseAsk = {
    keySystem: 'widevine',
    kind: 'new',
    challenge: certificateRequest,
    kids: nobodysKey,
    contentId: 'certificate',
    sessionId: 'certificate',
    policy: { licenseSeconds: 1, hdcp: 'none', securityLevel: 'software' },
    until: new Date(now.getTime() + 60_000),
    now,
  };
  return askVendor(await requireVendor(ask), ask, 'certificate');
}

async function requireVendor({ keySystem }: LicenseAsk): Promise<ConfiguredVendor> {
  const vendor = await configuredVendor(keySystem);
  if (vendor === undefined) throw new Fault('unavailable', `no DRM vendor is configured for ${keySystem}`);
  return vendor;
}

async function askVendor(
  vendor: ConfiguredVendor,
  ask: LicenseAsk,
  lane: Lane = ask.keySystem,
): Promise<Uint8Array> {
  const reply = await guardedSend(lane, vendor.build(ask));
  const verdict = vendor.read(reply, ask);
  if (verdict.ok) return verdict.license;
  const { status, contentType, body } = reply;
  log.warn('drm.no_license', { keySystem: ask.keySystem, status, contentType, bytes: body.length });
  throw new Fault(verdict.problem, `vendor answered ${status} without a license`);
}

/** The safety net under vendors that go by content id: what they really granted can be read in the license. */
function requireWithin(license: Uint8Array, { kids, policy }: LicenseAsk): void {
  const grant = readWidevineLicense(license);
  if (grant === undefined) throw new Fault('drm_unreadable', 'a Widevine license whose reach cannot be read');
  if (!isWithin(grant, { kids, licenseSeconds: policy.licenseSeconds })) {
    throw new Fault('drm_overbroad', 'a Widevine license for more than was asked');
  }
}
