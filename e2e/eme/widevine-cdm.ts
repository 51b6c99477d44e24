import { type Bytes, digest, isEqual, random, unwrapKey, utf8 } from './bytes';
import { type Cdm, type CertificateHolder, type Grant, type Outcome, refuse } from './cdm';
import { bytesAt, message, numberAt, read } from './protobuf';
import { psshData } from './pssh';

const systemId = 'edef8ba9-79d6-4ace-a3c8-27dcd51d21ed';
const certificateRequest = Uint8Array.of(8, 4);
const kinds = { new: 1, renewal: 2 } as const;
const protocolVersion = 21;

/** Takes a bare `SignedDrmCertificate` or the whole message that a license server answers with. */
export function isWidevineCertificate(bytes: Bytes): boolean {
  return bytes[0] === 0x0a || (bytes[0] === 8 && bytes[1] === 5);
}

export function createWidevineCdm(holder: CertificateHolder): Cdm {
  const requestId = random(16);
  let firstRequest: Bytes = certificateRequest;
  /** `license_id` of the license in force. */
  let licenseId: Bytes | undefined;
  return {
    async begin(initDataType, initData) {
      const pssh = initDataType === 'cenc' ? psshData(initData, systemId) : undefined;
      if (pssh === undefined) return refuse('The init data is not for Widevine.');
      const cencId = message([1, pssh], [2, 1], [3, requestId]);
      firstRequest = signedRequest(message([1, cencId]), kinds.new);
      return holder.certificate === undefined ? certificateRequest : firstRequest;
    },
    async update(response): Promise<Outcome> {
      const type = numberAt(response, 1);
      if (type === 5) {
        holder.certificate = bytesAt(response, 2);
        return { message: firstRequest, messageType: 'license-request' };
      }
      const license = bytesAt(response, 2);
      if (type !== 2 || !isEqual(bytesAt(response, 3), await digest('SHA-256', utf8('sandbox-cdm'), license)))
        return refuse('The license is not what the license server signed.');
      const id = bytesAt(license, 1);
      if (!isEqual(bytesAt(id, 1), requestId)) return refuse('The license answers another request.');
      licenseId = id;
      return { grant: await readGrant(license) };
    },
    async renew() {
      if (licenseId === undefined) return refuse('There is no license to renew.');
      return signedRequest(message([3, message([1, licenseId], [2, 1])]), kinds.renewal);
    },
  };
}

function signedRequest(contentId: Bytes, kind: number): Bytes {
  const request = message(
    [2, contentId],
    [3, kind],
    [4, Math.floor(Date.now() / 1000)],
    [6, protocolVersion],
    [7, 1 + Math.floor(Math.random() * 2 ** 31)],
    [8, message([1, utf8('license.keyforge.example')], [2, random(16)], [3, random(1600)], [4, random(16)])],
  );
  return message([1, 1], [2, request], [3, random(256)]);
}

async function readGrant(license: Bytes): Promise<Grant> {
  const policy = bytesAt(license, 2);
  const containers = read(license).flatMap(({ field, value }) =>
    field === 3 && value instanceof Uint8Array && numberAt(value, 4) === 2 ? [value] : [],
  );
  const keys = await Promise.all(
    containers.map(async (container) => {
      const kid = bytesAt(container, 1);
      return { kid, key: await unwrapKey(kid, bytesAt(container, 3)) };
    }),
  );
  const renewAfter = numberAt(policy, 3) === 1 ? numberAt(policy, 9) : undefined;
  return { keys, expiresAfter: numberAt(policy, 6) || Infinity, renewAfter };
}
