import { parse } from 'pg-connection-string';
import { expect, test } from 'vitest';
import { databaseUrl } from './database-url';

const secret = (password: string): string =>
  JSON.stringify({ username: 'stage door', password, engine: 'x' });

test.each(['plain', 'p@ss:w/o?rd#%25&=+', 'ü"\' \\'])(
  'the driver reads what the secret says: %s',
  (password) => {
    const url = databaseUrl({ secretText: secret(password), host: 'proxy.example', name: 'stagedoor' });
    expect(parse(url)).toMatchObject({
      user: 'stage door',
      password,
      host: 'proxy.example',
      database: 'stagedoor',
      ssl: {},
    });
    expect(new URL(url).searchParams.get('sslmode')).toBe('verify-full');
  },
);

test('only this machine’s own addresses are spoken to without a certificate', () => {
  const modeFor = (host: string): string | null =>
    new URL(databaseUrl({ secretText: secret('x'), host, name: 'd' })).searchParams.get('sslmode');
  expect(['127.0.0.1:5432', 'localhost:1', '[::1]:5432'].map(modeFor)).toEqual([null, null, null]);
  expect(['localhost.example', '127.0.0.1.example', '10.0.0.1', '128.0.0.1:5432'].map(modeFor)).toEqual(
    Array(4).fill('verify-full'),
  );
});

test.each(['', '{"canary', '{"username":"canary"}', '[]', 'null'])(
  'a secret like %s is not quoted',
  (secretText) => {
    const make = (): string => databaseUrl({ secretText, host: 'h', name: 'd' });
    expect(make).toThrow('no JSON with username and password');
    expect(make).not.toThrow(/canary/);
  },
);
