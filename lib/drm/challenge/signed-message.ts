import { type Layout, readMessage } from './protobuf';

/** Widevine `SignedMessage.MessageType`. */
export const messageTypes = { licenseRequest: 1, license: 2, serviceCertificate: 5 } as const;

const TYPE = 1;
const MESSAGE = 2;
const layout: Layout = { fields: { [TYPE]: 'varint', [MESSAGE]: 'bytes' }, others: 'skipped' };

/**
 * The inner message of a Widevine `SignedMessage` of that type. The signature is not checked: only the vendor (for a
 * request) and the CDM (for a license) can. Undefined when it is another type or no such message.
 */
export function readSignedMessage(
  bytes: Uint8Array,
  type: (typeof messageTypes)[keyof typeof messageTypes],
): Uint8Array | undefined {
  const signed = readMessage(bytes, layout);
  return signed?.varint(TYPE) === type ? signed.bytes(MESSAGE) : undefined;
}
