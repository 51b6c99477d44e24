import { parseKeySystem } from '@/lib/domain/key-system';
import { serverCertificate } from '@/lib/drm/certificate';
import { readServiceCertificate } from '@/lib/drm/reply/widevine-certificate';
import { Fault } from '@/lib/fault';
import type { PlainAnswer } from '@/lib/http/problem';

/** Short, so that another vendor's certificate is everywhere within minutes; long through the vendor's silence. */
const CACHE_CONTROL = 'public, max-age=300, stale-if-error=86400';

/**
 * The bytes that `MediaKeys.setServerCertificate` takes: FairPlay's application certificate (DER), Widevine's signed
 * service certificate. Throws Fault `not_found` for a key system that has none here, and the vendor's faults.
 */
export async function answerCertificate(name: string, now: Date): Promise<PlainAnswer> {
  const keySystem = parseKeySystem(name);
  if (keySystem === undefined) throw new Fault('not_found', 'no such key system');
  const answer = await serverCertificate(keySystem, now);
  const body = keySystem === 'widevine' ? readServiceCertificate(answer) : answer;
  if (body === undefined) throw new Fault('drm_unreadable', 'no service certificate in the answer to 08 04');
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', 'cache-control': CACHE_CONTROL },
    body,
  };
}
