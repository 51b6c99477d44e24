import { findContentKey, kidToUuid } from './content-keys';
import { parseLicenseRequest } from './license-request';
import { verifyVendorToken } from './vendor-token';

export interface ClearKeyAsk {
  authorization: string | undefined;
  body: string;
}

export interface VendorAnswer {
  status: number;
  body: object;
}

const refusals = {
  token: [401, 'CKV-1401', 'KeyForge: entitlement token missing, expired or not signed by this tenant'],
  kid: [403, 'CKV-1403', 'KeyForge: entitlement token does not cover a requested key'],
  foreign: [404, 'CKV-1404', 'KeyForge: key was not issued by this key server'],
  malformed: [400, 'CKV-1400', 'KeyForge: license request is not a temporary ClearKey request'],
  method: [405, 'CKV-1405', 'KeyForge: license requests are POST requests'],
  size: [413, 'CKV-1413', 'KeyForge: license request exceeds 64 KiB'],
  internal: [500, 'CKV-1500', 'KeyForge: internal failure in license shard 7'],
} as const;

/** The vendor's words for a refusal; they are recognisable, so that a leak to viewers shows in a test. */
export function vendorRefusal(reason: keyof typeof refusals): VendorAnswer {
  const [status, errorCode, message] = refusals[reason];
  return { status, body: { errorCode, message } };
}

/** Answers a license request. A token must name every KID asked for; all keys are given or none. */
export async function clearKeyLicense(
  ask: ClearKeyAsk,
  secrets: { contentKeySecret: string; vendorSecret: string },
  now: Date,
): Promise<VendorAnswer> {
  const token = await verifyVendorToken(ask.authorization, secrets.vendorSecret, now);
  if (token === undefined) return vendorRefusal('token');
  const kids = parseLicenseRequest(ask.body);
  if (kids === undefined) return vendorRefusal('malformed');
  if (!kids.every((kid) => token.kids.includes(kidToUuid(kid)))) return vendorRefusal('kid');
  const found = kids.map((kid) => findContentKey(secrets.contentKeySecret, kid));
  const issued = found.filter((key) => key !== undefined);
  if (issued.length < kids.length) return vendorRefusal('foreign');
  const keys = issued.map(({ kid, key }) => {
    return { kty: 'oct', kid: base64url(kid), k: base64url(key) };
  });
  return { status: 200, body: { keys, type: 'temporary' } };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
