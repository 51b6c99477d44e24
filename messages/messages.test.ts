import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { expect, it } from 'vitest';
import en from './en.json';
import ja from './ja.json';

const inJapanese = textsOf(ja);
const inEnglish = textsOf(en);

it('both languages have the same keys', () => {
  expect([...inEnglish.keys()].sort()).toEqual([...inJapanese.keys()].sort());
});

it('no text is empty', () => {
  const empty = [...inJapanese, ...inEnglish].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

it.each([...inJapanese])('%s takes the same arguments in both languages', (key, text) => {
  expect(argumentsOf(inEnglish.get(key) ?? '')).toEqual(argumentsOf(text));
});

function textsOf(messages: object, prefix = ''): Map<string, string> {
  const texts = Object.entries(messages).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + name, value]];
    if (typeof value === 'object' && value !== null) return [...textsOf(value, `${prefix}${name}.`)];
    throw new Error(`${prefix}${name} is neither text nor a group of texts`);
  });
  return new Map(texts);
}

/** `name:type` of each argument and tag, branches of plural and select included. */
function argumentsOf(text: string): string[] {
  return [...new Set(parse(text).flatMap(argumentsOfElement))].sort();
}

function argumentsOfElement(element: MessageFormatElement): string[] {
  if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
  const own = `${element.value}:${TYPE[element.type]}`;
  if (element.type === TYPE.tag) return [own, ...element.children.flatMap(argumentsOfElement)];
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return [own];
  const branches = Object.values(element.options).flatMap(({ value }) => value);
  return [own, ...branches.flatMap(argumentsOfElement)];
}
