import { parseStrictXml, type XmlElement } from './strict-xml';

/** The SOAP message and what was read out of exactly these bytes. */
export interface PlayReadySoap {
  readonly bytes: Uint8Array;
  readonly envelope: XmlElement;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The bare SOAP message in UTF-8 that a PlayReady server takes, byte for byte as the CDM made it: either the message
 * itself, or the base64 `Challenge` of the CDM's `PlayReadyKeyMessage` (UTF-16LE or UTF-8). The wrapper's HTTP headers
 * are the client's and are left out. Undefined when it is neither.
 */
export function playReadySoap(bytes: Uint8Array): Uint8Array | undefined {
  return openPlayReadyMessage(bytes)?.bytes;
}

const opened = new WeakMap<Uint8Array, PlayReadySoap | undefined>();

/** As `playReadySoap`, with the parsed envelope. The same bytes are parsed once, for the check and for the vendor. */
export function openPlayReadyMessage(bytes: Uint8Array): PlayReadySoap | undefined {
  if (!opened.has(bytes)) opened.set(bytes, open(bytes));
  return opened.get(bytes);
}

function open(bytes: Uint8Array): PlayReadySoap | undefined {
  const isUtf16 = bytes[1] === 0x00 || (bytes[0] === 0xff && bytes[1] === 0xfe);
  const root = parse(bytes, isUtf16 ? 'utf-16le' : 'utf-8');
  if (root?.name === 'Envelope' && !isUtf16) return { bytes, envelope: root };
  const inner = root?.name === 'PlayReadyKeyMessage' ? unwrap(root) : undefined;
  const envelope = inner && parse(inner, 'utf-8');
  return inner && envelope?.name === 'Envelope' ? { bytes: inner, envelope } : undefined;
}

function parse(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le'): XmlElement | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Bytes may read otherwise in another encoding, so the message must not claim one.
    return parseStrictXml(text, encoding === 'utf-8' ? ['utf-8'] : ['utf-16']);
  } catch {
    return undefined;
  }
}

function unwrap(root: XmlElement): Uint8Array | undefined {
  const [acquisition, ...others] = root.children;
  if (acquisition?.name !== 'LicenseAcquisition' || others.length > 0) return undefined;
  if (root.attributes.get('type') !== 'LicenseAcquisition') return undefined;
  const [challenge, ...more] = acquisition.children.filter((child) => child.name === 'Challenge');
  if (challenge?.attributes.get('encoding') !== 'base64encoded' || more.length > 0) return undefined;
  const base64 = challenge.text.replace(/[ \t\r\n]/g, '');
  return challenge.children.length === 0 && BASE64.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}
