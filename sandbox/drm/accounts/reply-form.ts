import { writePlayReadyFault } from '../playready-license';
import type { KeySystem, Reply } from './vendor-account';

const contentTypes = {
  widevine: 'application/octet-stream',
  playready: 'text/xml; charset=utf-8',
  fairplay: 'application/octet-stream',
  clearkey: 'application/json',
} as const satisfies Record<KeySystem, string>;

/** The content type of a bare license. */
export function licenseType(keySystem: KeySystem | undefined): string {
  return keySystem === undefined ? 'application/octet-stream' : contentTypes[keySystem];
}

/** A license as it is. */
export function bareReply(license: Uint8Array, keySystem: KeySystem): Reply {
  return { status: 200, headers: { 'content-type': licenseType(keySystem) }, body: license };
}

/** A license as base64 text. */
export function base64Reply(license: Uint8Array): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: Buffer.from(license).toString('base64'),
  };
}

export function jsonReply(status: number, body: object): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** How PlayReady says no, whatever the reason: HTTP status 500 and a SOAP fault. */
export function soapFault(message: string): Reply {
  const body = writePlayReadyFault({ statusCode: '0x8004C600', message });
  return { status: 500, headers: { 'content-type': licenseType('playready') }, body };
}
