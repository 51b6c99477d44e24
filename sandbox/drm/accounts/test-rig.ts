import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { contentKeyFor, kidToUuid, type TrackLabel } from '../content-keys';
import { fairplayCertificate } from '../fairplay-license';
import { bytesOf, messageOf, numberOf, readFields, writeMessage } from '../protobuf';
import { startDrmTwin } from '../server';
import type { DrmAccounts } from './sandbox-accounts';

const contentKeySecret = 'content';

/** A running twin for the tests of one file. */
export function twinForTests(accounts?: DrmAccounts) {
  let url = '';
  beforeAll(async () => {
    const twin = await startDrmTwin({
      contentKeySecret,
      vendorSecret: 'vendor',
      ...(accounts === undefined ? {} : { accounts }),
    });
    url = twin.url;
    afterAll(() => twin.close());
  });
  return {
    send: (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', ...init }),
    async addFault(fault: object): Promise<number> {
      const body = JSON.stringify(fault);
      return (await fetch(`${url}/_sandbox/faults`, { method: 'POST', body })).status;
    },
    async logOf(kid: Uint8Array) {
      const response = await fetch(`${url}/_sandbox/requests?kid=${kidToUuid(kid)}`);
      return requestLog.parse(await response.json()).requests;
    },
    async logOfVendor(vendor: string) {
      const response = await fetch(`${url}/_sandbox/requests?vendor=${vendor}`);
      return requestLog.parse(await response.json()).requests;
    },
  };
}

const requestLog = z.object({
  requests: z.array(
    z.object({
      vendor: z.string(),
      keySystem: z.string().nullable(),
      kind: z.string(),
      kids: z.array(z.string()),
      method: z.string(),
      headers: z.array(z.string()),
      contentType: z.string().nullable(),
      status: z.number().nullable(),
    }),
  ),
});

export function kidOf(channel: string, label: TrackLabel = 'VIDEO'): Uint8Array {
  return contentKeyFor(contentKeySecret, channel, label).kid;
}

export const foreignKid = contentKeyFor('other vendor', 'x', 'VIDEO').kid;

/** What a Widevine CDM sends for these KIDs, or for a content id alone. */
export function widevineChallenge(kids: readonly Uint8Array[], contentId?: string): Uint8Array {
  const named = kids.map((kid): [number, Uint8Array] => [2, kid]);
  const pssh = writeMessage(...named, [4, contentId === undefined ? undefined : Buffer.from(contentId)]);
  return widevineRequest(1, writeMessage([1, writeMessage([1, pssh], [2, 1], [3, randomBytes(16)])]));
}

/** The request of a CDM that holds this license: kind 2 renewal, 3 release. */
export function widevineFollowUp(kind: 2 | 3, license: Uint8Array): Uint8Array {
  const id = bytesOf(messageOf(readFields(license), 2), 1);
  return widevineRequest(kind, writeMessage([3, writeMessage([1, id])]));
}

function widevineRequest(kind: number, content: Uint8Array): Uint8Array {
  const request = writeMessage([2, content], [3, kind], [8, randomBytes(16)]);
  return writeMessage([1, 1], [2, request], [3, randomBytes(16)]);
}

/** What a license's policy and keys say. */
export function readWidevineLicense(license: Uint8Array) {
  const inner = messageOf(readFields(license), 2);
  const policy = messageOf(inner, 2);
  const keys = (inner?.get(3) ?? []).flatMap((key) => (key instanceof Uint8Array ? [readFields(key)] : []));
  return {
    type: numberOf(readFields(license), 1),
    kids: keys
      .filter((key) => numberOf(key, 4) === 2)
      .map((key) => kidToUuid(bytesOf(key, 1) ?? new Uint8Array())),
    canPersist: numberOf(policy, 2) === 1,
    canRenew: numberOf(policy, 3) === 1,
    licenseSeconds: numberOf(policy, 6),
    renewAfterSeconds: numberOf(policy, 9),
  };
}

/** A bare SOAP message as it comes out of the CDM's wrapping. */
export function playReadyChallenge(kid: Uint8Array): string {
  const guid = Buffer.from(kid);
  guid.subarray(0, 4).reverse();
  guid.subarray(4, 6).reverse();
  guid.subarray(6, 8).reverse();
  const protocols = 'http://schemas.microsoft.com/DRM/2007/03/protocols';
  return (
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
    `<AcquireLicense xmlns="${protocols}"><challenge><Challenge xmlns="${protocols}/messages">` +
    `<LA xmlns="${protocols}" Id="SignedData"><LicenseNonce>${randomUUID()}</LicenseNonce><ContentHeader>` +
    '<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.0.0.0">' +
    `<DATA><KID>${guid.toString('base64')}</KID></DATA></WRMHEADER></ContentHeader></LA></Challenge>` +
    '</challenge></AcquireLicense></soap:Body></soap:Envelope>'
  );
}

/** As the CDM hands it to the page. */
export function wrappedPlayReady(challenge: string): string {
  const base64 = Buffer.from(challenge).toString('base64');
  return (
    '<PlayReadyKeyMessage type="LicenseAcquisition"><LicenseAcquisition Version="1">' +
    `<Challenge encoding="base64encoded">${base64}</Challenge></LicenseAcquisition></PlayReadyKeyMessage>`
  );
}

export function fairPlayChallenge(kid: Uint8Array): Buffer<ArrayBuffer> {
  const asset = Buffer.from(Buffer.from(kid).toString('hex'));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(asset.length, 0);
  lengths.writeUInt32BE(asset.length, 4);
  const payload = Buffer.concat([Buffer.from('1bf7f53f5d5d5a1f', 'hex'), lengths, asset]);
  const head = Buffer.alloc(176);
  head.writeUInt32BE(1, 0);
  randomBytes(16).copy(head, 8);
  createHash('sha1').update(fairplayCertificate()).digest().copy(head, 152);
  head.writeUInt32BE(payload.length, 172);
  return Buffer.from([...head, ...payload.map((byte) => byte ^ 0x5a)]);
}

export function spcForm(spc: Uint8Array): string {
  return `spc=${encodeURIComponent(Buffer.from(spc).toString('base64'))}`;
}

export const octets = { 'content-type': 'application/octet-stream' };
export const soap = { 'content-type': 'text/xml; charset=utf-8' };
export const form = { 'content-type': 'application/x-www-form-urlencoded' };

export function signJwt(
  claims: object,
  { secret, header = {}, alg = 'HS256' }: { secret: Uint8Array; header?: object; alg?: string },
): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg, ...header }).sign(secret);
}

export const nowSeconds = () => Math.floor(Date.now() / 1000);

export async function bytesFrom(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

/** A CKC for this many seconds. */
export function expectCkc(bytes: Uint8Array, licenseSeconds: number): void {
  const ckc = Buffer.from(bytes);
  const payload = Buffer.from(ckc.subarray(28).map((byte) => byte ^ 0x5a));
  expect([ckc.readUInt32BE(0), ckc.readUInt32BE(4), payload.readUInt32BE(64)]).toEqual([
    1,
    0,
    licenseSeconds,
  ]);
}
