import { z } from 'zod';
import { parseJson } from '../parse-json';
import type { Challenge, KeySystem, LicenseCall } from './vendor-account';

const base64 = z.base64().min(1);
const spcInJson = z.object({ spc: base64 });

/** The body itself, in the content type that the key system has. PlayReady: only `text/xml`. */
export function bareChallenge(call: LicenseCall, keySystem: KeySystem): Challenge | undefined {
  const isRightType = keySystem !== 'playready' || mediaType(call) === 'text/xml';
  return isRightType ? { keySystem, bytes: call.body } : undefined;
}

/** An SPC in a form field `spc` in base64, escaped once: an unescaped `+` is read as a space and refused. */
export function formChallenge(call: LicenseCall): Challenge | undefined {
  if (mediaType(call) !== 'application/x-www-form-urlencoded') return undefined;
  const spc = base64.safeParse(new URLSearchParams(bodyText(call)).get('spc')).data;
  return spc === undefined ? undefined : { keySystem: 'fairplay', bytes: fromBase64(spc) };
}

/** As `formChallenge`, in the base64url alphabet. */
export function urlSafeFormChallenge(call: LicenseCall): Challenge | undefined {
  if (mediaType(call) !== 'application/x-www-form-urlencoded') return undefined;
  const spc = new URLSearchParams(bodyText(call)).get('spc')?.replace(/=+$/, '');
  return spc && /^[\w-]+$/.test(spc) ? { keySystem: 'fairplay', bytes: fromBase64(spc) } : undefined;
}

/** An SPC as `{"spc": base64}`. */
export function jsonChallenge(call: LicenseCall): Challenge | undefined {
  if (mediaType(call) !== 'application/json') return undefined;
  const parsed = spcInJson.safeParse(parseJson(bodyText(call)));
  return parsed.success ? { keySystem: 'fairplay', bytes: fromBase64(parsed.data.spc) } : undefined;
}

/** The content type without parameters, lower-case; empty when there is none. */
export function mediaType(call: Pick<LicenseCall, 'headers'>): string {
  return (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function bodyText(call: LicenseCall): string {
  return Buffer.from(call.body).toString('utf8');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
