import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { jobRuns } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { freeLoopbackPort } from '@/lib/http/test-port';
import { checkDatabase } from './check-database';
import { checkJobs } from './check-jobs';
import { checkMail } from './check-mail';
import { checkSettingsLine } from './check-settings-line';
import { checkSignIn } from './check-sign-in';
import { clockLine } from './clock-line';
import { settled } from './settled';
import { startTestServer } from './test-portal';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('the mail server greets us; one that is away, or has no TLS for a password, is no-go', async () => {
  expect(await checkMail(inject('smtpUrl'), '')).toMatchObject({ result: 'go' });
  const nobody = `127.0.0.1:${await freeLoopbackPort()}`;
  expect(await checkMail(`smtp://${nobody}`, '')).toMatchObject({
    result: 'no_go',
    found: expect.stringContaining(nobody),
  });
  const { host } = new URL(inject('smtpUrl'));
  const line = await checkMail(`smtp://user@${host}`, 'hunter2');
  expect(line).toMatchObject({ result: 'no_go' });
  expect(JSON.stringify(line)).not.toContain('hunter2');
});

test('the sign-in provider answers under its own issuer, with keys', async () => {
  expect(await checkSignIn(inject('oidcUrl'))).toMatchObject({ result: 'go' });
  expect(await checkSignIn(`${inject('oidcUrl')}/`)).toMatchObject({ result: 'go' });
});

test('an issuer by another name, a page that is no discovery, and a provider without keys are no-go', async () => {
  const aliased = await startTestServer((incoming, outgoing) => {
    void fetch(`${inject('oidcUrl')}${incoming.url}`).then(async (it) => outgoing.end(await it.text()));
  });
  expect(await checkSignIn(aliased.url)).toMatchObject({
    result: 'no_go',
    found: `it calls itself ${inject('oidcUrl')}`,
  });
  await aliased.close();
  const page = await startTestServer((_, outgoing) => outgoing.end('<html>'));
  expect(await checkSignIn(page.url)).toMatchObject({ result: 'no_go' });
  await page.close();
  const keyless = await startTestServer((incoming, outgoing) => {
    const base = `http://${incoming.headers.host}`;
    const endpoints = {
      authorization_endpoint: `${base}/a`,
      token_endpoint: `${base}/t`,
      jwks_uri: `${base}/k`,
    };
    outgoing.end(incoming.url === '/k' ? '{"keys":[]}' : JSON.stringify({ issuer: base, ...endpoints }));
  });
  expect(await checkSignIn(keyless.url)).toMatchObject({ result: 'no_go', found: 'its keys answer 200' });
  await keyless.close();
});

test('the database answers with our time and our schema', async () => {
  expect((await checkDatabase(database.db)).map(({ result }) => result)).toEqual(['go', 'go', 'go']);
});

test('a missing migration and a newer schema are no-go, each with what to do', async () => {
  const shift = (by: number) =>
    database.db.execute(
      sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}
        where id = (select max(id) from drizzle.__drizzle_migrations)`,
    );
  await shift(-1);
  expect((await checkDatabase(database.db)).at(-1)).toMatchObject({
    result: 'no_go',
    fix: 'npm run db:migrate',
  });
  await shift(2);
  expect((await checkDatabase(database.db)).at(-1)).toMatchObject({
    result: 'no_go',
    found: 'it is newer than this code',
  });
  await shift(-1);
});

test('a database that is away is no-go, without its address or password', async () => {
  const away = await createTestDatabase();
  await away.close();
  const [line] = await settled('the database answers', () => checkDatabase(away.db));
  expect(line).toMatchObject({ what: 'the database answers', result: 'no_go' });
  expect(line?.found).not.toMatch(/postgres:\/\/|select/);
});

test('clocks: ten seconds are too many, either way, and silence is not a yes', () => {
  const ours = Date.now();
  const result = (seconds: number) => clockLine({ whose: 'x', theirs: ours + seconds * 1000, ours }).result;
  expect([result(0), result(9.9), result(-9.9), result(10.1), result(-10.1), result(NaN)]).toEqual([
    'go',
    'go',
    'go',
    'no_go',
    'no_go',
    'not_checked',
  ]);
});

const now = new Date();
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
beforeEach(() => database.db.delete(jobRuns));

test('jobs that ran lately are go', async () => {
  await database.db.insert(jobRuns).values({ startedAt: ago(70), finishedAt: ago(60) });
  expect(await checkJobs(database.db, now)).toMatchObject({ result: 'go' });
});

test('no run, an old one, one that never ended, and one that failed are no-go', async () => {
  expect(await checkJobs(database.db, now)).toMatchObject({ result: 'no_go', found: 'no run is on record' });
  await database.db.insert(jobRuns).values({ startedAt: ago(5) });
  expect(await checkJobs(database.db, now)).toMatchObject({ result: 'no_go', found: 'no run is on record' });
  await database.db.insert(jobRuns).values({ startedAt: ago(400), finishedAt: ago(301) });
  expect(await checkJobs(database.db, now)).toMatchObject({ found: 'the last one ended 301 s ago' });
  await database.db.insert(jobRuns).values({ startedAt: ago(4), finishedAt: ago(3), failed: ['mailsSent'] });
  expect(await checkJobs(database.db, now)).toMatchObject({
    result: 'no_go',
    found: 'failed in the last run: mailsSent',
  });
});

test('settings: this environment is go; what is missing is named, never shown', async () => {
  expect(await checkSettingsLine(process.env)).toMatchObject({ result: 'go' });
  const broken = { ...process.env, OIDC_ISSUER: 'ftp://hunter2', SMTP_URL: undefined };
  const line = await checkSettingsLine(broken);
  expect(line).toMatchObject({ result: 'no_go', found: expect.stringMatching(/OIDC_ISSUER.*SMTP_URL/) });
  expect(line.found).not.toContain('hunter2');
});
