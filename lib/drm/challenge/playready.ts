import { type Kid, kidFromBytes } from '@/lib/domain/kid';
import type { Challenge } from './challenge';
import { joinNamed } from './named-content';
import { openPlayReadyMessage } from './playready-soap';
import type { XmlElement } from './strict-xml';

const CONTENT_HEADER = 'Envelope/Body/AcquireLicense/challenge/Challenge/LA/ContentHeader';
const HEADER = `${CONTENT_HEADER}/WRMHEADER`;
/** Microsoft "PlayReady Header Specification": where 4.0, 4.1, and 4.2 with 4.3 have their key ids. */
const kidPaths: readonly string[] = ['KID', 'PROTECTINFO/KID', 'PROTECTINFO/KIDS/KID'].map(
  (path) => `${HEADER}/DATA/${path}`,
);
const headerVersions: readonly string[] = ['4.0.0.0', '4.1.0.0', '4.2.0.0', '4.3.0.0'];
const kidAttributes: readonly string[] = ['VALUE', 'ALGID', 'CHECKSUM'];

/** Elsewhere anything may stand; here only this, and once but for headers: one message is one license request. */
const onlyChild: Readonly<Record<string, string>> = {
  Envelope: 'Body',
  'Envelope/Body': 'AcquireLicense',
  'Envelope/Body/AcquireLicense': 'challenge',
  'Envelope/Body/AcquireLicense/challenge': 'Challenge',
  [CONTENT_HEADER]: 'WRMHEADER',
  [HEADER]: 'DATA',
};

/**
 * Reads a PlayReady license request, wrapped or bare: the key ids of all content headers, whatever the prefix. Undefined
 * when malformed, when it names no key, or when a key id or header stands where a server might not look, or is written
 * in two ways at once. `CustomData` is the client's word and is not read.
 */
export function readPlayReadyChallenge(bytes: Uint8Array): Challenge | undefined {
  const envelope = openPlayReadyMessage(bytes)?.envelope;
  const kids = envelope && collectKids(envelope, envelope.name);
  const named = kids && joinNamed([{ kids, contentIds: [] }]);
  return named === undefined || named.kids.length === 0 ? undefined : { kind: 'new', ...named };
}

function collectKids(element: XmlElement, path: string): readonly Kid[] | undefined {
  if (!isInPlace(element, path)) return undefined;
  if (kidPaths.includes(path)) {
    const kid = readKid(element);
    return kid && [kid];
  }
  const kids: Kid[] = [];
  for (const child of element.children) {
    const found = collectKids(child, `${path}/${child.name}`);
    if (found === undefined) return undefined;
    kids.push(...found);
  }
  return kids;
}

function isInPlace(element: XmlElement, path: string): boolean {
  const name = element.name.toUpperCase();
  if (name === 'KID' && !kidPaths.includes(path)) return false;
  if (name === 'CONTENTHEADER' && path !== CONTENT_HEADER) return false;
  if (!isHarmless(name, path)) return false;
  if (name === 'WRMHEADER') {
    if (path !== HEADER || !headerVersions.includes(element.attributes.get('version') ?? '')) return false;
  }
  const only = onlyChild[path];
  if (only === undefined) return true;
  if (path !== CONTENT_HEADER && element.children.length !== 1) return false;
  return element.text.trim() === '' && element.children.every((child) => child.name === only);
}

/**
 * Beside its keys a header may say where to get a license and how to decrypt, nothing that a server could grant by: a
 * content id of the packager's own, or a domain, whose licenses can be stored.
 */
function isHarmless(name: string, path: string): boolean {
  const [, below] = path.split(`${HEADER}/DATA/`);
  if (below === undefined) return true;
  if (!below.includes('/')) return harmlessData.includes(name);
  return !below.startsWith('CUSTOMATTRIBUTES/') || name === 'IIS_DRM_VERSION';
}

const harmlessData: readonly string[] = [
  ...['KID', 'PROTECTINFO', 'CHECKSUM', 'LA_URL', 'LUI_URL', 'DECRYPTORSETUP'],
  'CUSTOMATTRIBUTES',
];

function readKid(element: XmlElement): Kid | undefined {
  const isKnown = [...element.attributes.keys()].every((name) => kidAttributes.includes(name));
  if (!isKnown || element.children.length > 0) return undefined;
  const text = element.text.trim();
  const value = element.attributes.get('VALUE');
  if (value === undefined) return kidFromGuid(text);
  return text === '' ? kidFromGuid(value) : undefined;
}

/** Base64 of a GUID, whose first three groups are little-endian. */
function kidFromGuid(base64: string): Kid | undefined {
  if (!/^[A-Za-z0-9+/]{21}[AQgw]==$/.test(base64)) return undefined;
  const guid = Buffer.from(base64, 'base64');
  guid.subarray(0, 4).reverse();
  guid.subarray(4, 6).reverse();
  guid.subarray(6, 8).reverse();
  return kidFromBytes(guid);
}
