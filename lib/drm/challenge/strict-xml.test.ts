import { expect, test } from 'vitest';
import { MAX_ELEMENTS, parseStrictXml } from './strict-xml';

const parse = (text: string) => parseStrictXml(text, ['utf-8']);

test('elements, attributes as written, own text and both quotes are read', () => {
  expect(parse(`<?xml version='1.0'?> <p:a x="1" p:x='2>'/>`)).toBeUndefined();
  expect(parse(`<?xml version='1.0'?> <p:a x="1" p:x='2'>t<b/>u&amp;</p:a>\n`)).toEqual({
    name: 'a',
    attributes: new Map([
      ['x', '1'],
      ['p:x', '2'],
    ]),
    children: [{ name: 'b', attributes: new Map(), children: [], text: '' }],
    text: 'tu&amp;',
  });
});

test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
  'an element named %s never throws',
  (name) => {
    expect(() => parse(`<a><${name}>1</${name}></a>`)).not.toThrow();
  },
);

const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const wide = (count: number): string => `<a>${'<b/>'.repeat(count - 1)}</a>`;
const attributes = (count: number): string => Array.from({ length: count }, (_, n) => ` a${n}=""`).join('');

test('depth, elements and attributes are bounded', () => {
  expect(parse(nested(32))).toBeDefined();
  expect(parse(nested(33))).toBeUndefined();
  expect(parse(wide(MAX_ELEMENTS))).toBeDefined();
  expect(parse(wide(MAX_ELEMENTS + 1))).toBeUndefined();
  expect(parse(`<a${attributes(16)}/>`)).toBeDefined();
  expect(parse(`<a${attributes(17)}/>`)).toBeUndefined();
});

test.each([
  ['nesting without end', '<a>'.repeat(20_000)],
  ['spaces in a tag', `<a${' '.repeat(60_000)}x`],
  ['spaces in a closed document', `<a>${' '.repeat(60_000)}</a${' '.repeat(60)}x>`],
  ['spaces after the root', `<a/>${' '.repeat(60_000)}x`],
  ['attributes without end', `<a${attributes(8_000)}>`],
  ['a name without end', `<${'a'.repeat(60_000)}`],
  ['an open quote', `<a b="${'c'.repeat(60_000)}`],
])('64 KiB of %s are refused', (_, text) => {
  expect(parse(text)).toBeUndefined();
});
