import { expect, test } from 'vitest';
import { findContactProblems } from './contact-fields';

test('name and e-mail are both required', () => {
  expect(findContactProblems({ name: ' ', email: '' })).toEqual({
    name: 'incomplete_name',
    email: 'incomplete_email',
  });
  expect(findContactProblems({ name: '山田太郎', email: ' taro@example.jp ' })).toEqual({});
});

test.each(['taro', 'taro@example', 'taro@example.', 'ta ro@example.jp', '@example.jp'])(
  'the e-mail %s is not one',
  (email) => {
    expect(findContactProblems({ name: '山田太郎', email }).email).toBe('invalid_email');
  },
);
