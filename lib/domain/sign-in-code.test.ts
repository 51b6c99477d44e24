import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import {
  parseSignInCode,
  refusalOfParameter,
  refusalToParameter,
  signInCodeRefusals,
  type SignInCodeRefusal,
} from '@/lib/domain/sign-in-code';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';

describe('a typed code', () => {
  it.each(['012345', ' 012 345\n', '０１２３４５', '０１２　３４５', '012-345', '012ー345'])(
    '%j is 012345',
    (typed) => {
      expect(parseSignInCode(typed)).toBe('012345');
    },
  );

  it.each(['', '01234', '0123456', '01234a', '12345.', '-', '١٢٣٤٥٦', `${' '.repeat(60)}012345`])(
    '%j is none',
    (typed) => {
      expect(parseSignInCode(typed)).toBeUndefined();
    },
  );
});

test.each<SignInCodeRefusal>([
  { reason: 'wrong_code', triesLeft: 4 },
  { reason: 'code_expired' },
  { reason: 'too_many_tries' },
])('$reason survives the way through an address', (refusal) => {
  expect(refusalOfParameter(refusalToParameter(refusal))).toEqual(refusal);
});

test.each(['', 'wrong_code', 'wrong_code.44', 'CredentialsSignin', 'code_expired '])(
  '%j is no refusal',
  (text) => {
    expect(refusalOfParameter(text)).toBeUndefined();
  },
);

test('every refusal has its words and its entry in docs/errors.md, and nothing else has', async () => {
  const wanted = [...signInCodeRefusals].sort();
  for (const messages of [ja, en]) expect(Object.keys(messages.signIn.code.refusal).sort()).toEqual(wanted);
  const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Sign-in refusals')) ?? '';
  expect([...section.matchAll(/^### (\w+)$/gm)].map((match) => match[1]).sort()).toEqual(wanted);
});
