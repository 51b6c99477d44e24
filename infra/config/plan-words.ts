import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'is no text',
  number: 'is no number',
  int: 'is no whole number',
  boolean: 'is neither true nor false',
  array: 'is no list',
  object: 'has to be an object with fields',
};

/** What is wrong, in words for an operator, wherever a field has none of its own. Values are not repeated. */
export function inPlainWords(issue: Issue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? 'is of the wrong kind';
    case 'invalid_value':
      return isOneOf(issue.values);
    case 'invalid_union':
      return isMissing(issue) ? 'is missing' : isOneOf(Array.isArray(issue.options) ? issue.options : []);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return issue.origin === 'array'
        ? `has more than ${issue.maximum} entries`
        : `is more than ${issue.maximum}`;
    case 'not_multiple_of':
      return `is no multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has a field that does not belong there: ${issue.keys.join(', ')}`;
    default:
      return 'is not usable';
  }
}

function isOneOf(values: readonly unknown[]): string {
  return values.length === 0 ? 'is not usable' : `is none of: ${values.map(String).join(', ')}`;
}

function isMissing({ input, discriminator }: Issue): boolean {
  return typeof discriminator === 'string' && Reflect.get(Object(input), discriminator) === undefined;
}

function tooSmall({ origin, minimum }: Issue): string {
  return origin === 'string' || origin === 'array' ? 'is empty' : `is less than ${String(minimum)}`;
}
