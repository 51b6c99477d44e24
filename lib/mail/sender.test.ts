import { expect, test } from 'vitest';
import { readSender } from './sender';

test.each([
  ['Stagedoor <tickets@a.example>', 'Stagedoor', 'tickets@a.example', 'a.example'],
  ['"みなと 音楽祭" <t@a.example>', 'みなと 音楽祭', 't@a.example', 'a.example'],
  ['t@a.example', 'a.example', 't@a.example', 'a.example'],
  [' <t@a.example> ', 'a.example', 't@a.example', 'a.example'],
])('%s', (mailFrom, name, address, domain) => {
  expect(readSender(mailFrom)).toEqual({ name, address, domain });
});

test.each(['Stagedoor', 'a@b, c@d', 'A <a@b>\r\nBcc: <c@d>', ''])('%j is no sender', (mailFrom) => {
  expect(() => readSender(mailFrom)).toThrow('MAIL_FROM');
});
