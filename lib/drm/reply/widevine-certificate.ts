import { messageTypes, readSignedMessage } from '@/lib/drm/challenge/signed-message';

/**
 * The service certificate out of a Widevine server's answer to the certificate request `08 04`, in the form that
 * `MediaKeys.setServerCertificate` takes (a `SignedDrmCertificate`). Undefined when the bytes are no such answer.
 */
export function readServiceCertificate(bytes: Uint8Array): Uint8Array | undefined {
  const certificate = readSignedMessage(bytes, messageTypes.serviceCertificate);
  return certificate === undefined || certificate.length === 0 ? undefined : certificate;
}
