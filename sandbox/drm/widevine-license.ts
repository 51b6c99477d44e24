import { createHash } from 'node:crypto';
import { bytesOf, type Fields, messageOf, numberOf, readFields, writeMessage } from './protobuf';
import { wrapKey } from './wrap-key';

/** `kids` of a renewal or release are those of the license it is about, by way of the session id in that license. */
export type WidevineRequest =
  | { kind: 'certificate' }
  | { kind: 'new'; kids: Uint8Array[]; contentId?: Uint8Array; requestId: Uint8Array }
  | { kind: 'renewal' | 'release'; requestId: Uint8Array; kids: Uint8Array[] };

export interface WidevineGrant {
  requestId: Uint8Array;
  keys: readonly { kid: Uint8Array; key: Uint8Array }[];
  licenseSeconds: number;
  canRenew: boolean;
  /** When the CDM asks for a renewal by itself; absent: not before the license ends. */
  renewAfterSeconds?: number;
  canPersist?: boolean;
  now?: Date;
}

const messageTypes = { request: 1, license: 2, certificateRequest: 4, certificate: 5 } as const;
const requestTypes = { new: 1, renewal: 2, release: 3 } as const;
const streaming = 1;
/** Marks a session id as ours. */
const sessionPrefix = 'KFS1';

/**
 * Reads the bytes of a CDM's `SignedMessage`. Undefined for anything a license server turns down unread: a broken or
 * unsigned message, no client identity, no or several content identifications, an offline request, a KID that is not
 * 16 bytes, a renewal of a license from elsewhere.
 */
export function readWidevineRequest(bytes: Uint8Array): WidevineRequest | undefined {
  const signed = readFields(bytes);
  if (numberOf(signed, 1) === messageTypes.certificateRequest) {
    return signed?.size === 1 ? { kind: 'certificate' } : undefined;
  }
  const request = messageOf(signed, 2);
  const signature = bytesOf(signed, 3);
  if (numberOf(signed, 1) !== messageTypes.request || request === undefined) return undefined;
  const client = bytesOf(request, 1) ?? bytesOf(request, 8);
  const content = messageOf(request, 2);
  if (!signature?.length || !client?.length || content?.size !== 1) return undefined;
  switch (numberOf(request, 3)) {
    case requestTypes.new:
      return content.has(4) ? readInitData(messageOf(content, 4)) : readPsshData(messageOf(content, 1));
    case requestTypes.renewal:
      return readExisting('renewal', messageOf(content, 3));
    case requestTypes.release:
      return readExisting('release', messageOf(content, 3));
    default:
      return undefined;
  }
}

/** A `SignedMessage` of type 2 with a `License`: id, policy, a signing key and one content key for each KID. */
export function writeWidevineLicense(grant: WidevineGrant): Uint8Array {
  const { requestId, keys, licenseSeconds, now = new Date() } = grant;
  const sessionId = Buffer.concat([Buffer.from(sessionPrefix), ...keys.map(({ kid }) => kid)]);
  const policy = writeMessage(
    [1, 1],
    [2, grant.canPersist === true ? 1 : 0],
    [3, grant.canRenew ? 1 : 0],
    [6, licenseSeconds],
    [9, grant.renewAfterSeconds],
  );
  const license = writeMessage(
    [1, writeMessage([1, requestId], [2, sessionId], [4, streaming], [5, 0])],
    [2, policy],
    [3, writeMessage([3, filler('signing key', 64)], [4, 1])],
    ...keys.map(({ kid, key }): [number, Uint8Array] => {
      const iv = filler('iv', 16);
      return [3, writeMessage([1, kid], [2, iv], [3, wrapKey({ kid, key })], [4, 2], [5, 1])];
    }),
    [4, Math.floor(now.getTime() / 1000)],
  );
  return writeMessage(
    [1, messageTypes.license],
    [2, license],
    [3, sign(license)],
    [4, filler('session', 256)],
  );
}

/** The answer to `08 04`: a `SignedMessage` of type 5 with a `SignedDrmCertificate` of type 3, service. */
export function widevineCertificate(): Uint8Array {
  const certificate = writeMessage(
    [1, 3],
    [2, filler('serial', 16)],
    [3, 1_750_000_000],
    [4, filler('public key', 270)],
    [7, Buffer.from('keyforge.example')],
  );
  const signed = writeMessage([1, certificate], [2, filler('certificate signature', 256)]);
  return writeMessage([1, messageTypes.certificate], [2, signed]);
}

function readPsshData(cenc: Fields | undefined): WidevineRequest | undefined {
  const pssh = messageOf(cenc, 1);
  return readNew(pssh, { type: numberOf(cenc, 2), requestId: bytesOf(cenc, 3) });
}

/** Takes one `pssh` box of version 0: header 32 bytes, then the same data as in `readPsshData`. */
function readInitData(initData: Fields | undefined): WidevineRequest | undefined {
  const box = bytesOf(initData, 2);
  if (box === undefined || box.length < 32) return undefined;
  const header = Buffer.from(box.subarray(0, 32));
  const isWidevine = header.toString('hex', 4, 28) === `7073736800000000edef8ba979d64acea3c827dcd51d21ed`;
  const fits = header.readUInt32BE(0) === box.length && header.readUInt32BE(28) === box.length - 32;
  if (!isWidevine || !fits) return undefined;
  return readNew(readFields(box.subarray(32)), {
    type: numberOf(initData, 3),
    requestId: bytesOf(initData, 4),
  });
}

function readNew(
  pssh: Fields | undefined,
  { type, requestId }: { type: number | undefined; requestId: Uint8Array | undefined },
): WidevineRequest | undefined {
  const kids = (pssh?.get(2) ?? []).filter((kid) => kid instanceof Uint8Array);
  const contentId = bytesOf(pssh, 4);
  if (type !== streaming || !requestId?.length || !kids.every(({ length }) => length === 16))
    return undefined;
  if (kids.length === 0 && !contentId?.length) return undefined;
  return { kind: 'new', kids, requestId, ...(contentId === undefined ? {} : { contentId }) };
}

function readExisting(
  kind: 'renewal' | 'release',
  existing: Fields | undefined,
): WidevineRequest | undefined {
  const license = messageOf(existing, 1);
  const requestId = bytesOf(license, 1);
  const session = Buffer.from(bytesOf(license, 2) ?? []);
  const kidBytes = session.subarray(sessionPrefix.length);
  const isOurs = session.toString('latin1', 0, sessionPrefix.length) === sessionPrefix;
  if (!requestId?.length || !isOurs || kidBytes.length === 0 || kidBytes.length % 16 !== 0) return undefined;
  const kids = Array.from({ length: kidBytes.length / 16 }, (_, index) => {
    return new Uint8Array(kidBytes.subarray(index * 16, index * 16 + 16));
  });
  return { kind, requestId, kids };
}

/** The pretended CDM refuses a license that was changed on its way. */
function sign(license: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update('sandbox-cdm').update(license).digest());
}

/** Bytes that nobody reads, where the original has keys and signatures. */
function filler(name: string, length: number): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: length }).update(name).digest());
}
