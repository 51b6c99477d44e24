import type { fairPlayForms } from '@/lib/config/drm-http-entry';
import type { LicenseAsk } from '@/lib/drm/vendor';

type FairPlayForm = (typeof fairPlayForms)[number];

interface ChallengeBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const SOAP_ACTION = '"http://schemas.microsoft.com/DRM/2007/03/protocols/AcquireLicense"';

/**
 * The challenge as a vendor's license server takes it, with the headers that say so: Widevine and PlayReady byte for
 * byte, the SPC in the form that the vendor reads. Nothing comes from the client's own headers.
 */
export function challengeBody(ask: LicenseAsk, fairPlayForm: FairPlayForm): ChallengeBody {
  switch (ask.keySystem) {
    case 'widevine':
      return { headers: { 'content-type': 'application/octet-stream' }, body: ask.challenge };
    case 'playready':
      return {
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: SOAP_ACTION },
        body: ask.challenge,
      };
    case 'clearkey':
      return { headers: { 'content-type': 'application/json' }, body: ask.challenge };
    case 'fairplay':
      return fairPlayBody(ask.challenge, fairPlayForm);
  }
}

function fairPlayBody(spc: Uint8Array, form: FairPlayForm): ChallengeBody {
  const base64 = Buffer.from(spc).toString('base64');
  switch (form) {
    case 'octets':
      return { headers: { 'content-type': 'application/octet-stream' }, body: spc };
    case 'form':
      // Escaped once: form decoders read a bare + as a space.
      return formBody(encodeURIComponent(base64));
    case 'form-base64url':
      return formBody(base64.replaceAll('+', '-').replaceAll('/', '_'));
    case 'json':
      return {
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ spc: base64 })),
      };
  }
}

function formBody(spc: string): ChallengeBody {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(`spc=${spc}`),
  };
}
