import { env } from '@/lib/config/env';
import type { KeySystem } from '@/lib/domain/key-system';
import { requestWidevineCertificate } from '@/lib/drm/client';
import { readServiceCertificate } from '@/lib/drm/reply/widevine-certificate';
import { fetchFromVendor } from '@/lib/drm/guard';
import { Fault } from '@/lib/fault';
import { describeError, log } from '@/lib/log';

const FRESH_MS = 60 * 60 * 1000;
/** After a failure the kept certificate serves on, and the vendor is left alone for a while. */
const RETRY_MS = 15 * 1000;

interface Kept {
  bytes: Uint8Array | undefined;
  /** Thrown again until the next try, so that a broken vendor is not asked by every player. */
  failure: unknown;
  nextTryMs: number;
  fetching: Promise<Uint8Array> | undefined;
}

const kept = new Map<KeySystem, Kept>();

/** The key systems whose CDM takes a certificate before its first license request, as configured. */
export function hasCertificate(keySystem: KeySystem): boolean {
  const { widevine, fairplay } = env().DRM_VENDORS;
  if (keySystem === 'widevine') return widevine?.certificate === true;
  return keySystem === 'fairplay' && fairplay?.certificateUrl !== undefined;
}

/**
 * The certificate of a key system: FairPlay's application certificate (DER), Widevine's answer to `08 04`. Kept for an
 * hour, and for as long as the vendor does not answer. Throws Fault `not_found` where there is none by configuration,
 * and the vendor's faults while nothing is kept.
 */
export async function serverCertificate(keySystem: KeySystem, now: Date): Promise<Uint8Array> {
  if (!hasCertificate(keySystem)) throw new Fault('not_found', 'no certificate for this key system');
  const entry = kept.get(keySystem) ?? {
    bytes: undefined,
    failure: undefined,
    nextTryMs: 0,
    fetching: undefined,
  };
  kept.set(keySystem, entry);
  if (now.getTime() < entry.nextTryMs) {
    if (entry.bytes !== undefined) return entry.bytes;
    throw entry.failure;
  }
  entry.fetching ??= refresh(keySystem, entry, now).finally(() => (entry.fetching = undefined));
  return entry.fetching;
}

async function refresh(keySystem: KeySystem, entry: Kept, now: Date): Promise<Uint8Array> {
  try {
    const bytes = keySystem === 'widevine' ? await fetchWidevine(now) : await fetchFairPlay();
    Object.assign(entry, { bytes, nextTryMs: now.getTime() + FRESH_MS });
    return bytes;
  } catch (error) {
    log.warn('drm.certificate_not_renewed', { keySystem, cause: describeError(error) });
    Object.assign(entry, { failure: error, nextTryMs: now.getTime() + RETRY_MS });
    if (entry.bytes === undefined) throw error;
    return entry.bytes;
  }
}

async function fetchWidevine(now: Date): Promise<Uint8Array> {
  const answer = await requestWidevineCertificate(now);
  if (readServiceCertificate(answer) !== undefined) return answer;
  throw new Fault('drm_unreadable', 'no service certificate in the answer to 08 04');
}

async function fetchFairPlay(): Promise<Uint8Array> {
  const url = env().DRM_VENDORS.fairplay?.certificateUrl;
  if (url === undefined) throw new Fault('not_found', 'no FairPlay certificate is configured');
  const { status, body } = await fetchFromVendor(url);
  // DER starts with a SEQUENCE; Safari refuses PEM without saying why.
  if (status === 200 && body[0] === 0x30) return body;
  throw new Fault('drm_unreadable', `the FairPlay certificate's address answered ${status} without DER`);
}
