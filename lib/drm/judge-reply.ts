import { z } from 'zod';
import { kidFromBytes } from '@/lib/domain/kid';
import { isCertificateRequest } from '@/lib/drm/challenge/certificate-request';
import { unwrapLicense } from '@/lib/drm/unwrap-license';
import type { LicenseAsk, VendorProblem, VendorReply, VendorVerdict } from '@/lib/drm/vendor';

/** W3C EME §9.1.4 "License Format": a JSON Web Key set of symmetric keys. */
const jwkSet = z.object({
  keys: z
    .array(z.object({ kty: z.literal('oct'), kid: z.string(), k: z.string().regex(/^[\w-]{22}$/) }))
    .min(1),
});

/**
 * Says what a vendor's reply is: the license, taken out of whatever it is wrapped in, or why there is none. A license
 * is told by its shape, never by the content type that it came with: a page of HTML has no such shape.
 */
export function judgeReply(reply: VendorReply, ask: LicenseAsk): VendorVerdict {
  const problem = problemOfReply(reply, ask);
  if (problem !== undefined) return { ok: false, problem };
  const license = isLicense(reply.body, ask)
    ? reply.body
    : unwrapLicense(reply.body).find((bytes) => isLicense(bytes, ask));
  return license === undefined ? { ok: false, problem: 'drm_unreadable' } : { ok: true, license };
}

function problemOfReply(reply: VendorReply, ask: LicenseAsk): VendorProblem | undefined {
  const { status, body } = reply;
  if (status === 401) return 'drm_unauthorized';
  // PlayReady answers every error with a SOAP fault and status 500, the client's own errors too.
  if (ask.keySystem === 'playready' && (status < 300 || status === 500) && isSoapFault(body)) {
    return 'drm_refused';
  }
  if (status >= 500) return 'drm_failed';
  if (status >= 300) return 'drm_refused';
  return body.length === 0 ? 'drm_empty' : undefined;
}

function isLicense(bytes: Uint8Array, ask: LicenseAsk): boolean {
  switch (ask.keySystem) {
    case 'widevine':
      return isSignedMessage(bytes, isCertificateRequest(ask.challenge) ? 5 : 2);
    case 'playready':
      return isSoap(bytes) && /<([\w-]+:)?AcquireLicenseResponse[\s>]/.test(textOf(bytes));
    case 'fairplay':
      // FairPlay Streaming: a CKC begins with its version, 1, as four bytes.
      return bytes.length > 4 && Buffer.from(bytes).readUInt32BE(0) === 1;
    case 'clearkey':
      return grantsOnlyAskedKeys(bytes, ask);
  }
}

/** Widevine `SignedMessage`: field 1 is its type, 2 a license, 5 a service certificate; a payload must follow. */
function isSignedMessage(bytes: Uint8Array, type: number): boolean {
  return bytes.length > 2 && bytes[0] === 0x08 && bytes[1] === type;
}

function isSoap(bytes: Uint8Array): boolean {
  return /^(\xef\xbb\xbf)?\s*<[^]*<\/([\w-]+:)?Envelope>\s*$/.test(textOf(bytes));
}

/** How PlayReady servers say every no, the client's own mistakes too, with status 500. */
export function isSoapFault(bytes: Uint8Array): boolean {
  return isSoap(bytes) && /<([\w-]+:)?Fault[\s>]/.test(textOf(bytes));
}

function grantsOnlyAskedKeys(bytes: Uint8Array, ask: LicenseAsk): boolean {
  const parsed = jwkSet.safeParse(parseJson(bytes));
  if (!parsed.success) return false;
  const granted = parsed.data.keys.map((key) => kidFromBytes(Buffer.from(key.kid, 'base64url')));
  return granted.every((kid) => kid !== undefined && ask.kids.includes(kid));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
