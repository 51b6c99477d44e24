import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { parse } from 'pg-connection-string';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openPool } from '@/lib/db/client';
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

/** What a pool of that address says first to a server, which hangs up. */
async function firstWords(urlAt: (port: number) => string): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = z.object({ port: z.number() }).parse(server.address()).port;
  const heard = once(server, 'connection').then(async ([socket]: unknown[]) => {
    if (!(socket instanceof Socket)) throw new Error('no connection');
    const [words]: unknown[] = await once(socket, 'data');
    socket.destroy();
    return String(words);
  });
  const pool = openPool(urlAt(port), 1);
  await expect(pool.connect()).rejects.toThrow();
  await pool.end();
  server.close();
  return heard;
}

// RDS User Guide, "Troubleshooting for RDS Proxy": "RDS Proxy currently doesn't support the option".
test('a function’s session asks for nothing that RDS Proxy refuses; any other server is asked for time limits', async () => {
  const asked = /statement_timeout|idle_in_transaction_session_timeout|options/;
  const ofFunction = await firstWords((port) =>
    databaseUrl({ secretText: secret('x'), host: `127.0.0.1:${port}`, name: 'd' }),
  );
  expect(ofFunction).toContain('stage door');
  expect(ofFunction).not.toMatch(asked);
  expect(await firstWords((port) => `postgres://someone:x@127.0.0.1:${port}/d`)).toMatch(asked);
});
