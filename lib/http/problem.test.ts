import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { expect, test } from 'vitest';
import { openPool } from '@/lib/db/client';
import { parseSupportCode } from '@/lib/domain/support-code';
import { Fault, faultStatus } from '@/lib/fault';
import { faultProblem } from '@/lib/http/problem';

const bodyOf = (error: unknown) => JSON.parse(String(faultProblem(error, 'test').body));

test('every fault answers its own status, its code and a support code', () => {
  for (const [code, status] of Object.entries(faultStatus)) {
    const body = bodyOf(Object.assign(new Fault('internal'), { code }));
    expect(body).toMatchObject({ code, status });
    expect(parseSupportCode(body.ref)).toBe(body.ref);
  }
});

test('a bug is internal, and nothing of it is shown', () => {
  const answer = faultProblem(new TypeError('cannot read secret of undefined at /srv/app.ts'), 'test');
  expect(answer.status).toBe(500);
  expect(answer.body).not.toMatch(/cannot|secret|srv/);
});

test('a database that is away is 503 with Retry-After and not a bug of ours', async () => {
  const pool = openPool('postgres://nobody:nothing@127.0.0.1:1/none', 1);
  const refused = await drizzle(pool)
    .execute(sql`select 1`)
    .catch((error: unknown) => error);
  const answer = faultProblem(refused, 'test');
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(bodyOf(refused).code).toBe('unavailable');
  await pool.end();
});
