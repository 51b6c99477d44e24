import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  closeLicenseDesk,
  deviceCookie,
  openLicenseDesk,
  testDb,
  watchingViewer,
} from '@/app/api/license/[keySystem]/test-license-desk';
import { verifySessionToken } from '@/lib/playback/session-token';
import { clearKeyChallenge } from '@/lib/playback/test-channel';
import { dataRoot } from '../repo-root';
import { bundleOwn, type OwnFunction } from './build/bundle-own';
import { type LocalFunction, startFunction } from './local/start-function';

// Inside the clone: the AWS SDK is not in the bundles, and lies in Lambda's runtime or in our node_modules.
mkdirSync(dataRoot, { recursive: true });
const folder = mkdtempSync(join(dataRoot, 'own-'));
const origin = { 'x-stagedoor-origin': 'of-our-cdn' };
const secretId = (kind: string): string => `${kind}-${folder}`;
const started: LocalFunction[] = [];
const metafiles = new Map<OwnFunction, Metafile>();
let license: LocalFunction;

async function putSecret(id: string, text: string): Promise<void> {
  const url = `${inject('secretsUrl')}/_sandbox/secrets/${encodeURIComponent(id)}`;
  expect((await fetch(url, { method: 'PUT', body: text })).status).toBe(200);
}

/** As infra sets it: where the secrets are, and no secret. */
async function environment(databaseUrl: string): Promise<Record<string, string | undefined>> {
  const { username, password, host, pathname } = new URL(databaseUrl);
  await putSecret(secretId('database'), JSON.stringify({ username, password }));
  await putSecret(secretId('origin'), origin['x-stagedoor-origin']);
  return {
    DATABASE_URL: undefined,
    DATABASE_SECRET_ID: secretId('database'),
    DATABASE_HOST: host,
    DATABASE_NAME: pathname.slice(1),
    DATABASE_POOL_MAX: '2',
    ORIGIN_SECRET_ID: secretId('origin'),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: inject('secretsUrl'),
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

async function startOwn(name: OwnFunction, databaseUrl: string): Promise<LocalFunction> {
  const own = join(folder, name);
  const metafile = await bundleOwn(name, own);
  metafiles.set(name, metafile);
  const made = await startFunction({
    name: `test-${name}`,
    folder: own,
    env: await environment(databaseUrl),
  });
  started.push(made);
  return made;
}

beforeAll(async () => {
  await openLicenseDesk();
  license = await startOwn('license', testDb().url);
});
afterAll(async () => {
  await Promise.all(started.map(({ process }) => process.stop()));
  await closeLicenseDesk();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(license.url + path, { ...init, headers: { ...origin, ...Object(init.headers) } });

describe('license, beat and certificate', () => {
  test('without the CDN’s header, or with a wrong one: 403, whatever is asked', async () => {
    for (const path of ['/api/certificate/widevine', '/api/license/clearkey', '/x'])
      for (const headers of [{}, { 'x-stagedoor-origin': 'x' }])
        expect((await fetch(license.url + path, { headers })).status).toBe(403);
  });

  test('a secret that is being changed: the old value and the new one count', async () => {
    const changing = await startOwn('license', testDb().url);
    await putSecret(secretId('origin'), 'of-our-cdn,the-next');
    const status = async (value: string): Promise<number> =>
      (await fetch(`${changing.url}/x`, { headers: { 'x-stagedoor-origin': value } })).status;
    expect([await status('of-our-cdn'), await status('the-next'), await status('other')]).toEqual([
      404, 404, 403,
    ]);
  });

  test('a ticket holder gets license bytes, and a player’s beat a new token', async () => {
    const show = await watchingViewer();
    const headers = { authorization: `Bearer ${show.token}`, cookie: deviceCookie };
    const answer = await ask('/api/license/clearkey', {
      method: 'POST',
      headers,
      body: clearKeyChallenge(show.kids),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toMatchObject({ keys: show.kids.map(() => ({ kty: 'oct' })) });
    const { sessionId } = await verifySessionToken(show.token, new Date());
    const beat = await ask(`/api/playback/${sessionId}/heartbeat`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ watchedSeconds: 30, stalls: 0, leaving: false }),
    });
    expect(beat.status).toBe(200);
    expect(await beat.json()).toMatchObject({ token: expect.any(String) });
    expect(beat.headers.getSetCookie().length).toBeGreaterThan(1);
  });

  test('a refusal says where to go on, in the caller’s language', async () => {
    const [show, other] = [await watchingViewer(), await watchingViewer()];
    const answer = await ask('/api/license/clearkey', {
      method: 'POST',
      headers: { authorization: `Bearer ${show.token}`, cookie: deviceCookie, 'accept-language': 'en' },
      body: clearKeyChallenge(other.kids),
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'unknown_key',
      hrefTitle: expect.stringMatching(/\w/),
    });
  });

  test('bytes stay bytes, and other methods and addresses are told so', async () => {
    const certificate = await ask('/api/certificate/widevine');
    expect(new Uint8Array(await certificate.arrayBuffer())[0]).toBe(0x0a);
    expect((await ask('/api/certificate/widevine', { method: 'HEAD' })).status).toBe(200);
    expect((await ask('/api/license/clearkey')).status).toBe(405);
    expect((await ask('/api/license/clearkey', { method: 'OPTIONS' })).status).toBe(405);
    expect((await ask('/api/qoe', { method: 'POST' })).status).toBe(404);
  });

  test('is small: of our code and pg at most 250 KB, nothing of the AWS SDK’s clients, no words of pages', () => {
    const outputs = Object.values(metafiles.get('license')?.outputs ?? {});
    const parts = outputs.flatMap(({ inputs }) => Object.entries(inputs));
    const bytesOf = (which: RegExp): number =>
      parts
        .filter(([path]) => which.test(path))
        .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    expect(parts.length).toBeGreaterThan(100);
    expect(bytesOf(/^(?!.*node_modules)|node_modules\/(pg|postgres)/)).toBeLessThan(250_000);
    expect(bytesOf(/@aws-sdk\/client-|node_modules\/next|^(lib\/(sales|staff)|components)\//)).toBe(0);
    expect(bytesOf(/^messages\/(en|ja)\.json/)).toBeLessThan(20_000);
    expect(bytesOf(/./)).toBeLessThan(1_000_000);
  });

  test('asks for Node’s modules by `require`: to `import` node:http is to load fetch, which takes as long as Node', () => {
    const outputs = Object.values(metafiles.get('license')?.outputs ?? {});
    const external = outputs.flatMap(({ imports }) => imports).filter((each) => each.external === true);
    const names = (kind: string): readonly string[] =>
      external.filter((each) => each.kind === kind).map(({ path }) => path);
    expect(names('require-call')).toContain('node:http');
    expect([...names('import-statement'), ...names('dynamic-import')]).toEqual([]);
  });

  test('while the secrets are away: 503 at first, and an answer when they are back', async () => {
    const lost = await startFunction({
      name: 'test-lost',
      folder: join(folder, 'license'),
      env: { ...(await environment(testDb().url)), ORIGIN_SECRET_ID: `later-${folder}` },
    });
    started.push(lost);
    const status = async (): Promise<number> => (await fetch(`${lost.url}/x`, { headers: origin })).status;
    expect(await status()).toBe(503);
    await putSecret(`later-${folder}`, origin['x-stagedoor-origin']);
    expect(await status()).toBe(404);
  });
});

test('the server function: the database is known before Next is loaded, and only our CDN gets an answer', async () => {
  mkdirSync(join(folder, 'server'));
  const next = `const seen = process.env.DATABASE_URL;
    export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write(JSON.stringify({ statusCode: 200, headers: {}, cookies: [] }));
      stream.write(new Uint8Array(8));
      stream.end(seen);
    });`;
  writeFileSync(join(folder, 'server/open-next.mjs'), next);
  const server = await startOwn('server', testDb().url);
  expect((await fetch(server.url)).status).toBe(403);
  expect((await fetch(server.url, { headers: { 'x-stagedoor-origin': 'x' } })).status).toBe(403);
  const answer = await fetch(server.url, { headers: origin });
  expect(answer.status).toBe(200);
  expect((await answer.text()).split('?')[0]).toBe(testDb().url);
});

test('a tick of the jobs runs every job', async () => {
  const jobs = await startOwn('jobs', testDb().url);
  expect(await jobs.invoke({ 'detail-type': 'Scheduled Event' })).toMatchObject({ failed: [] });
});

test('migrations make an empty database the newest, and twice at once is no harm', async () => {
  const url = new URL(inject('databaseUrl'));
  const name = `empty_${randomUUID().slice(0, 8)}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  try {
    url.pathname = `/${name}`;
    const migrate = await startOwn('migrate', url.href);
    expect(await Promise.all([migrate.invoke({}), migrate.invoke({})])).toEqual([
      { migrated: true },
      { migrated: true },
    ]);
    const client = new Client({ connectionString: url.href });
    await client.connect();
    expect((await client.query('select from orders')).rowCount).toBe(0);
    await client.end();
    await migrate.process.stop();
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
});
