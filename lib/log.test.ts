import { afterEach, expect, test, vi } from 'vitest';
import { describeError, log } from '@/lib/log';

afterEach(() => {
  vi.restoreAllMocks();
});

test('no secret and no personal data reaches a log line', () => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  log.info('test', {
    secret: 'client pi_3Nabc_secret_XyZ123 and sk_test_abc123 whsec_abc',
    token: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    mail: 'hanako.yamada+x@example.co.jp',
    card: '4242424242424242',
    kept: 'ord_abc',
  });
  expect(lines[0]).not.toMatch(/secret_|sk_test|whsec|eyJ|@|4242/);
  expect(lines[0]).toContain('ord_abc');
});

test('the cause of an error is kept', () => {
  expect(describeError(new Error('outer', { cause: new Error('inner') }))).toBe('outer ← inner');
});
