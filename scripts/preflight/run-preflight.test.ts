import { execFile } from 'node:child_process';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { eventDays } from '@/lib/db/schema/catalog';
import { jobRuns } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent } from '@/lib/db/test-rows';
import { keySystems } from '@/lib/domain/key-system';
import { freeLoopbackPort } from '@/lib/http/test-port';
import { newChannel } from '@/lib/playback/test-channel';
import { repoRoot } from '../repo-root';
import { isGo, preflightReport } from './preflight-report';
import { readPreflightWish } from './read-preflight-wish';
import { runPreflight } from './run-preflight';
import { startTestPortal, type TestServer } from './test-portal';

let database: TestDatabase;
let portal: TestServer;
let show: TestEvent;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now: new Date() }) }));
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<object>()),
  currentViewer: () => Promise.resolve(undefined),
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  const port = await freeLoopbackPort();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    APP_URL: `http://localhost:${port}`,
    NEXTAUTH_URL: `http://localhost:${port}`,
  });
  portal = await startTestPortal(port);
  show = await writeShow();
});
afterAll(async () => {
  await portal.close();
  await database.close();
});

/** A day on air, one of open access, one of tomorrow: each with its own channel of the twins, on both origins. */
async function writeShow(): Promise<TestEvent> {
  const now = new Date();
  const channels = await Promise.all([newChannel(), newChannel(), newChannel()]);
  const plans = [{}, { access: 'open' as const }, { startMinute: 1440 }];
  const days = plans.map((plan, n) => ({ ...plan, ...keysOf(channels[n]), keySystems }));
  const event = await writeEvent(database.db, now, days);
  for (const [n, id] of event.dayIds.entries()) {
    const start = Math.floor(now.getTime() / 1000) + (n === 2 ? 23 * 3600 : -600);
    const folder = `${inject('originUrl')}/live/${channels[n]?.name}/${start}`;
    await database.db
      .update(eventDays)
      .set({
        manifestUrl: `${folder}/manifest.mpd`,
        hlsManifestUrl: `${folder}/cbcs-all/master.m3u8`,
        backupOrigin: inject('backupOriginUrl'),
      })
      .where(eq(eventDays.id, id));
  }
  await database.db.insert(jobRuns).values({ startedAt: now, finishedAt: now });
  return event;
}

function keysOf(channel: Awaited<ReturnType<typeof newChannel>> | undefined) {
  return channel === undefined ? {} : { kids: channel.kids, contentIds: [channel.name] };
}

const wish = { slug: undefined, isRehearsal: false, recorded: {} };
const run = async (change: Partial<typeof wish> | { slug: string } = {}) =>
  runPreflight(() => database.db, { ...wish, ...change });

test('an installation on the sandbox is go; only tomorrow’s streams and the backup are not checked', async () => {
  const lines = await run();
  expect(lines.filter(({ result }) => result === 'no_go')).toEqual([]);
  expect(lines.filter(({ result }) => result === 'not_checked').map(({ what }) => what)).toEqual([
    `${show.slug}, Day 3, DASH: manifest`,
    `${show.slug}, Day 3, HLS: manifest`,
    `${show.slug}, Day 3, DASH on the second origin: manifest`,
    `${show.slug}, Day 3, HLS on the second origin: manifest`,
    'a backup that is young enough',
  ]);
  const report = preflightReport(lines);
  expect(report).toMatch(/^GO: \d+ go, 0 no-go, 5 not checked\.$/m);
  for (const secret of Object.values(inject('sandboxKeys')).filter((value) => value.length > 20))
    expect(report).not.toContain(secret);
});

test('one thing that is wrong makes it no-go, with how to mend it', async () => {
  await database.db.delete(jobRuns);
  const lines = await run({ slug: show.slug });
  expect(isGo(lines)).toBe(false);
  expect(lines.filter(({ result }) => result === 'no_go')).toEqual([
    expect.objectContaining({ what: 'the jobs run', fix: expect.stringContaining('JOBS_INTERVAL_SECONDS') }),
  ]);
});

test('no such event is no-go', async () => {
  const lines = await run({ slug: 'nobody-knows' });
  expect(lines.map(({ found }) => found)).toContain('no such event: nobody-knows');
});

test('every line that is not go says what to do', async () => {
  for (const { result, fix } of await run({ slug: 'nobody-knows' }))
    if (result !== 'go') expect(fix).toMatch(/\S/);
});

test('what cannot be read of the command line is said in one line', async () => {
  expect(await readPreflightWish(['--event', 'a', '--rehearsal', '--demo'])).toEqual({
    ok: true,
    wish: { slug: 'a', isRehearsal: true, recorded: {} },
    place: { kind: 'demo' },
  });
  expect(await readPreflightWish(['--installation', 'night'])).toMatchObject({
    ok: true,
    place: { kind: 'installation', name: 'night' },
  });
  expect(await readPreflightWish(['--installation', 'night', '--demo'])).toMatchObject({
    ok: false,
    message: expect.stringContaining('one of the two'),
  });
  expect(await readPreflightWish(['--challenges', 'scripts/preflight'])).toMatchObject({
    ok: false,
    message: expect.stringContaining('widevine.bin'),
  });
});

test('the command ends with 2 when it is called wrongly', async () => {
  const { code, stdout, stderr } = await command(['--what'], {});
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/--what[^]*--event/);
});

test('the command ends with 1, and names the settings, when they cannot be used', async () => {
  const { code, stdout } = await command([], { SMTP_URL: '', OIDC_ISSUER: 'canary' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^NO-GO .*OIDC_ISSUER.*SMTP_URL/m);
  expect(stdout).not.toContain('canary');
  expect(stdout).toMatch(/^NO-GO: 0 go, 1 no-go, 1 not checked\.$/m);
});

function command(args: readonly string[], change: Readonly<Record<string, string>>) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/preflight.ts', ...args],
      { cwd: repoRoot, env: { ...process.env, ...change } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
