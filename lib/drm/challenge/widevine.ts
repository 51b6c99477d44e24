import { isCertificateRequest } from './certificate-request';
import type { Challenge } from './challenge';
import { joinNamed, type NamedContent } from './named-content';
import { type Layout, type Message, readMessage } from './protobuf';
import { readPsshBoxes, readPsshData } from './pssh';
import { messageTypes, readSignedMessage } from './signed-message';

const STREAMING = 1;
const CENC = 1;
const MAX_REQUEST_ID_BYTES = 64;

const request = { contentId: 2, type: 3 } as const;
const requestTypes = { new: 1, renewal: 2, release: 3 } as const;
/** Client identity, nonces and versions are beside these: they name no key, so they may be there unread. */
const licenseRequest: Layout = {
  fields: { [request.contentId]: 'bytes', [request.type]: 'varint' },
  others: 'skipped',
};

const content = { cencId: 1, existingLicense: 3, initData: 4 } as const;
/** 2 webm_id is left out: nothing here is WebM. */
const contentIdentification: Layout = {
  fields: { [content.cencId]: 'bytes', [content.existingLicense]: 'bytes', [content.initData]: 'bytes' },
  others: 'refused',
};

const cenc = { psshData: 1, licenseType: 2, requestId: 3 } as const;
const cencId: Layout = {
  fields: { [cenc.psshData]: 'repeated bytes', [cenc.licenseType]: 'varint', [cenc.requestId]: 'bytes' },
  others: 'refused',
};

const init = { dataType: 1, data: 2, licenseType: 3, requestId: 4 } as const;
const initData: Layout = {
  fields: {
    [init.dataType]: 'varint',
    [init.data]: 'bytes',
    [init.licenseType]: 'varint',
    [init.requestId]: 'bytes',
  },
  others: 'refused',
};

/** An existing license names no key, so what is beside its id (times, usage entry) may be there unread. */
const LICENSE_ID = 1;
const existingLicense: Layout = { fields: { [LICENSE_ID]: 'bytes' }, others: 'skipped' };

const identification = { requestId: 1, type: 4 } as const;
/** Newer servers put more into it, which comes back with each renewal. */
const licenseIdentification: Layout = {
  fields: { [identification.requestId]: 'bytes', [identification.type]: 'varint' },
  others: 'skipped',
};

/**
 * Reads the Widevine CDM's `SignedMessage` (field numbers: license_protocol.proto of the Android sources). Undefined for
 * anything malformed, for offline and automatic licenses, and for ways of naming keys that we never answer.
 */
export function readWidevineChallenge(bytes: Uint8Array): Challenge | undefined {
  if (isCertificateRequest(bytes)) return { kind: 'certificate' };
  const inner = readSignedMessage(bytes, messageTypes.licenseRequest);
  const asked = inner && readMessage(inner, licenseRequest);
  const named = asked?.bytes(request.contentId);
  const variant = named && readMessage(named, contentIdentification);
  if (variant === undefined) return undefined;
  switch (asked?.varint(request.type)) {
    case requestTypes.new:
      return readNew(variant);
    case requestTypes.renewal:
      return readExisting(variant, 'renewal');
    case requestTypes.release:
      return readExisting(variant, 'release');
    default:
      return undefined;
  }
}

function readNew(variant: Message): Challenge | undefined {
  const byCenc = variant.bytes(content.cencId);
  const byInitData = variant.bytes(content.initData);
  if (variant.bytes(content.existingLicense) !== undefined) return undefined;
  if (byCenc !== undefined) return byInitData === undefined ? readCencId(byCenc) : undefined;
  return byInitData && readInitData(byInitData);
}

function readCencId(bytes: Uint8Array): Challenge | undefined {
  const message = readMessage(bytes, cencId);
  if (message?.varint(cenc.licenseType) !== STREAMING) return undefined;
  const named = joinNamed(message.all(cenc.psshData).map(readPsshData));
  return named && newChallenge(named, message.bytes(cenc.requestId));
}

function readInitData(bytes: Uint8Array): Challenge | undefined {
  const message = readMessage(bytes, initData);
  if (message?.varint(init.licenseType) !== STREAMING) return undefined;
  if ((message.varint(init.dataType) ?? CENC) !== CENC) return undefined;
  const boxes = message.bytes(init.data);
  const named = boxes && readPsshBoxes(boxes);
  return named && newChallenge(named, message.bytes(init.requestId));
}

function newChallenge(named: NamedContent, requestIdBytes: Uint8Array | undefined): Challenge | undefined {
  if (named.kids.length === 0 && named.contentIds.length === 0) return undefined;
  if (requestIdBytes === undefined) return { kind: 'new', ...named };
  const requestId = hexRequestId(requestIdBytes);
  return requestId === undefined ? undefined : { kind: 'new', ...named, requestId };
}

function readExisting(variant: Message, kind: 'renewal' | 'release'): Challenge | undefined {
  const existing = variant.bytes(content.existingLicense);
  if (existing === undefined || variant.bytes(content.cencId) || variant.bytes(content.initData))
    return undefined;
  const licenseId = readMessage(existing, existingLicense)?.bytes(LICENSE_ID);
  const message = licenseId && readMessage(licenseId, licenseIdentification);
  if (message === undefined || (message.varint(identification.type) ?? STREAMING) !== STREAMING)
    return undefined;
  const requestIdBytes = message.bytes(identification.requestId);
  const requestId = requestIdBytes && hexRequestId(requestIdBytes);
  return requestId === undefined ? undefined : { kind, requestId };
}

function hexRequestId(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.length > MAX_REQUEST_ID_BYTES) return undefined;
  return Buffer.from(bytes).toString('hex');
}
