import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { OpenedSession } from './playback-api';
import type { EngineMeasures, PlaybackControls } from './playback-controls';
import { reportQuality } from './qoe-reporter';

const start = new Date('2026-10-03T10:00:10Z');
const MINUTE_MS = 60_000;
const row = z.object({
  minute: z.number(),
  weight: z.number(),
  playedMs: z.number(),
  stalls: z.number(),
  stalledMs: z.number(),
  startup: z.record(z.string(), z.number()).optional(),
  problems: z.record(z.string(), z.number()),
});
const beacon = z.object({ token: z.string(), sentAt: z.number(), rows: z.array(row) });

const session: OpenedSession = {
  sessionId: 'pbs_reporter',
  token: 'token',
  manifestUrl: 'https://media.example.com/manifest.mpd',
  hlsManifestUrl: undefined,
  backupOrigin: undefined,
  mediaCredentials: false,
  viewing: { chasePlay: false, pictureInPicture: false },
  mark: undefined,
  keySystems: [],
  certificates: [],
  licenseSeconds: 600,
  beatSeconds: 30,
};

let sent: Blob[];
let page: EventTarget;
let measured: EngineMeasures;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  sent = [];
  page = new EventTarget();
  measured = {
    playedMs: 0,
    stalls: 0,
    stalledMs: 0,
    droppedFrames: 0,
    bitrateKbps: 2400,
    bandwidthKbps: undefined,
  };
  vi.stubGlobal('window', page);
  vi.stubGlobal('navigator', { onLine: true, sendBeacon: (_url: string, body: Blob) => sent.push(body) > 0 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const nothing = () => undefined;
const controls: PlaybackControls = {
  engine: 'shaka',
  qualities: () => [],
  setQuality: nothing,
  setDataSaver: nothing,
  captions: () => [],
  setCaption: nothing,
  isLive: () => true,
  secondsBehindLive: () => 5,
  goToLive: nothing,
  seekToStart: nothing,
  measures: () => measured,
  onChange: () => nothing,
};

function playing() {
  const report = reportQuality({ session: () => session, startup: () => ({ shell: 100, firstFrame: 900 }) });
  report.onStep({ name: 'ready', controls, session });
  return report;
}

function play(ms: number): void {
  for (let second = 0; second < ms / 1000; second += 1) {
    vi.advanceTimersByTime(1000);
    measured = { ...measured, playedMs: measured.playedMs + 1000 };
  }
}

async function told() {
  return Promise.all(sent.map(async (body) => beacon.parse(JSON.parse(await body.text()))));
}

describe('an undisturbed hour', () => {
  test('is three beacons of a row each at most: the start and, of the rest, one minute in thirty', async () => {
    playing();
    for (let minute = 0; minute < 60; minute += 1) play(MINUTE_MS);
    const rows = (await told()).flatMap((each) => each.rows);
    expect(rows[0]).toMatchObject({ weight: 1, playedMs: 49_000, startup: { shell: 100, firstFrame: 900 } });
    expect(rows.slice(1).map(({ weight }) => weight)).toEqual([30, 30]);
    expect(rows.slice(1).every(({ startup }) => startup === undefined)).toBe(true);
    expect(new Set(rows.map(({ minute }) => minute)).size).toBe(rows.length);
    expect(sent).toHaveLength(3);
  });
});

describe('a stall', () => {
  test('of two seconds is told while it lasts, and the minute once more when it is over', async () => {
    const report = playing();
    play(20_000);
    report.onStep({ name: 'stalled' });
    measured = { ...measured, stalls: 1, stalledMs: 2000 };
    vi.advanceTimersByTime(3500);
    expect((await told())[0]?.rows).toMatchObject([{ stalls: 1, stalledMs: 2000, playedMs: 20_000 }]);
    report.onStep({ name: 'recovered' });
    measured = { ...measured, stalledMs: 3600 };
    play(MINUTE_MS);
    const [early, whole] = await told();
    expect(sent).toHaveLength(2);
    expect(whole?.rows).toMatchObject([{ minute: early?.rows[0]?.minute, stalledMs: 3600 }]);
  });

  test('that is soon over is left to the minute', () => {
    const report = playing();
    report.onStep({ name: 'stalled' });
    measured = { ...measured, stalls: 1, stalledMs: 900 };
    vi.advanceTimersByTime(900);
    report.onStep({ name: 'recovered' });
    vi.advanceTimersByTime(10_000);
    expect(sent).toEqual([]);
  });

  test('before there is a stream counts as well', async () => {
    const report = reportQuality({ session: () => session, startup: () => ({ shell: 100 }) });
    report.onStep({ name: 'stalled' });
    vi.advanceTimersByTime(4000);
    const [first] = await told();
    expect(first?.rows[0]?.stalls).toBe(1);
    expect(first?.rows[0]?.stalledMs).toBeGreaterThanOrEqual(2000);
  });
});

describe('what is left', () => {
  test('is sent when the page goes away, once', async () => {
    const report = playing();
    play(20_000);
    page.dispatchEvent(new Event('pagehide'));
    report.end();
    expect((await told()).map(({ rows }) => rows.length)).toEqual([1]);
  });

  test('is sent with the problem that ended it, and nothing from then on', async () => {
    const report = playing();
    play(20_000);
    report.onStep({ name: 'stopped', problem: { kind: 'fault', code: 'drm_timeout' } });
    report.end();
    play(3 * MINUTE_MS);
    expect(await told()).toMatchObject([{ token: 'token', rows: [{ problems: { drm_timeout: 1 } }] }]);
  });

  test('of a rule that said no is not counted as a problem', async () => {
    const report = playing();
    play(20_000);
    report.onStep({ name: 'stopped', problem: { kind: 'refusal', code: 'session_taken_over' } });
    report.end();
    expect((await told())[0]?.rows[0]?.problems).toEqual({});
  });

  test('waits for a network, and for a session', () => {
    const report = reportQuality({ session: () => undefined, startup: () => ({}) });
    report.onStep({ name: 'stopped', problem: { kind: 'player', code: 'connection' } });
    report.end();
    expect(sent).toEqual([]);
  });
});
