import { XMLParser } from 'fast-xml-parser';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By their names as written, prefix and all. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, joined; references such as `&amp;` stay as they are. */
  readonly text: string;
}

export const MAX_ELEMENTS = 512;
const MAX_DEPTH = 32;
const MAX_ATTRIBUTES = 16;

const S = '[ \\t\\r\\n]';
const NAME = '[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?';
const VALUE = `${S}*=${S}*(?:"[^"<>]*"|'[^'<>]*')`;
const ATTRIBUTE = `${S}+(${NAME})${VALUE}`;
const TAG = `<(/?)(${NAME})((?:${S}+${NAME}${VALUE})*)${S}*(/?)>([^<]*)`;
const PROLOG = `^(?:<\\?xml${S}+version=["']1\\.0["'](?:${S}+encoding=["']([A-Za-z0-9-]+)["'])?${S}*\\?>)?${S}*`;
/** Left out of XML 1.0 §2.2, a byte order mark in the middle, and what may not stand in text (§2.4). */
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]|\]\]>/;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Parses the small part of XML that all readers take alike: elements, quoted attributes, text. Undefined for the rest:
 * DOCTYPE, comments, CDATA, processing instructions, a declared encoding other than those named, repeated attributes,
 * and more than 512 elements, 16 attributes on one, or 32 levels.
 */
export function parseStrictXml(text: string, encodings: readonly string[]): XmlElement | undefined {
  const prolog = new RegExp(PROLOG).exec(text);
  const encoding = prolog?.[1]?.toLowerCase();
  if (prolog === null || (encoding !== undefined && !encodings.includes(encoding))) return undefined;
  const body = text.slice(prolog[0].length);
  const elementCount = NO_XML.test(body) ? undefined : countElements(body);
  if (elementCount === undefined) return undefined;
  const roots = parseTree(body);
  const [root] = roots;
  // The library must have seen what was checked.
  return roots.length === 1 && root !== undefined && sizeOf(root) === elementCount ? root : undefined;
}

/** The number of elements in a single well-formed root; undefined when it is not that, or too large. */
function countElements(body: string): number | undefined {
  const tag = new RegExp(TAG, 'y');
  const open: string[] = [];
  let count = 0;
  while (tag.lastIndex < body.length) {
    const match = tag.exec(body);
    if (match === null || (count > 0 && open.length === 0)) return undefined;
    const [, slash, name = '', attributes = '', selfClosing, text = ''] = match;
    if (slash === '/') {
      if (open.pop() !== name || attributes !== '' || selfClosing === '/') return undefined;
    } else {
      count += 1;
      if (selfClosing !== '/') open.push(name);
      if (count > MAX_ELEMENTS || open.length > MAX_DEPTH || !hasSoundAttributes(attributes))
        return undefined;
    }
    if (open.length === 0 && text.trim() !== '') return undefined;
  }
  return open.length === 0 && count > 0 ? count : undefined;
}

function hasSoundAttributes(text: string): boolean {
  const names = new Set<string>();
  let count = 0;
  for (const [, name = ''] of text.matchAll(new RegExp(ATTRIBUTE, 'g'))) {
    names.add(name);
    count += 1;
    if (count > MAX_ATTRIBUTES) return false;
  }
  return names.size === count;
}

function parseTree(body: string): readonly XmlElement[] {
  try {
    const nodes: unknown = parser.parse(body);
    return Array.isArray(nodes) ? nodes.flatMap(toElement) : [];
  } catch {
    return [];
  }
}

function toElement(node: unknown): readonly XmlElement[] {
  const [entry] = entriesOf(node).filter(([key]) => key !== ':@' && key !== '#text');
  if (entry === undefined) return [];
  const [qualifiedName, content] = entry;
  const nodes: readonly unknown[] = Array.isArray(content) ? content : [];
  const attributes = entriesOf(entriesOf(node).find(([key]) => key === ':@')?.[1]);
  return [
    {
      name: qualifiedName.slice(qualifiedName.indexOf(':') + 1),
      attributes: new Map(attributes.map(([key, value]) => [key.slice(1), String(value)])),
      children: nodes.flatMap(toElement),
      text: nodes.map(textOf).join(''),
    },
  ];
}

function textOf(node: unknown): string {
  const [entry] = entriesOf(node).filter(([key]) => key === '#text');
  return entry === undefined ? '' : String(entry[1]);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function sizeOf(element: XmlElement): number {
  return element.children.reduce((sum, child) => sum + sizeOf(child), 1);
}
