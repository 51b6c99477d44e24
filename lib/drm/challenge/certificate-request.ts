/** What a Widevine CDM without a service certificate sends first: a `SignedMessage` of type 4 and nothing else. */
export const certificateRequest = Uint8Array.of(0x08, 0x04);

export function isCertificateRequest(bytes: Uint8Array): boolean {
  return bytes.length === 2 && bytes[0] === certificateRequest[0] && bytes[1] === certificateRequest[1];
}
