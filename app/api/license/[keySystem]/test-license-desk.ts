import { expect } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '@/lib/auth/viewer';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import type { KeySystem } from '@/lib/domain/key-system';
import type { DayRules } from '@/lib/domain/day-rules';
import type { Kid } from '@/lib/domain/kid';
import { defaultPolicy } from '@/lib/domain/playback-policy';
import { bindTo } from '@/lib/http/device-cookie';
import { openSession } from '@/lib/playback/open-session';
import { newChannel } from '@/lib/playback/test-channel';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold } from '@/lib/sales/test-buyer';
import { POST } from './route';

/** What the tests of this route share: a database, a viewer with a ticket, and the asking. */
export const now = new Date();
/** The browser that the tests ask from. */
const browser = 'b'.repeat(32);
export const binding = bindTo(browser);
export const deviceCookie = `stagedoor-device=${browser}`;
export const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

let opened: TestDatabase | undefined;

export function testDb(): TestDatabase {
  if (opened === undefined) throw new Error('openLicenseDesk was not called');
  return opened;
}

export async function openLicenseDesk(): Promise<void> {
  opened = await createTestDatabase();
  process.env.DATABASE_URL = opened.url;
}

export async function closeLicenseDesk(): Promise<void> {
  await testDb().close();
}

export interface Show {
  readonly viewer: Viewer;
  readonly eventId: string;
  readonly eventDayId: string;
  readonly contentId: string;
  readonly token: string;
  readonly kids: readonly Kid[];
}

/** For tokens made by hand; what the database says goes before it. */
export const rules = {
  keySystems: ['clearkey'],
  kids: [],
  contentIds: [],
  policy: defaultPolicy,
} as const satisfies DayRules;

interface ShowOptions {
  readonly keySystems?: readonly KeySystem[];
  readonly startMinute?: number;
}

/** A viewer who bought a ticket for a day on air, with an open session. */
export async function watchingViewer(options: ShowOptions = {}): Promise<Show> {
  const { db } = testDb();
  const { name: contentId, kids } = await newChannel();
  const event = await writeEvent(db, now, [{ kids, contentIds: [contentId], ...options }]);
  const [eventDayId] = event.dayIds;
  if (eventDayId === undefined) throw new Error('no day');
  const ticketTypeId = await writeTicketType(db, { event, now });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  const intent = await beginPayment(db, viewer, { orderId, now });
  await confirmWith(intent);
  await syncPayment(db, intent, { now });
  const { eventId } = event;
  return { viewer, eventId, eventDayId, contentId, kids, token: await openFor(viewer, eventDayId) };
}

export async function openFor(viewer: Viewer | undefined, eventDayId: string): Promise<string> {
  const opened = await openSession(testDb().db, viewer, {
    eventDayId,
    device: 'test',
    country: undefined,
    binding,
    now,
  });
  if (!opened.ok) throw new Error(`session refused: ${opened.reason}`);
  return opened.session.token;
}

interface Ask {
  readonly token?: string | undefined;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly keySystem?: string;
  /** `null`: a browser without our cookie. */
  readonly device?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ask({
  token,
  body,
  keySystem = 'clearkey',
  device = browser,
  headers: more = {},
}: Ask): Promise<Response> {
  const headers = {
    ...more,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(device === null ? {} : { cookie: `other=1; stagedoor-device=${device}` }),
  };
  const request = new Request(`http://localhost:3000/api/license/${keySystem}`, {
    method: 'POST',
    headers,
    body,
  });
  return POST(request, { params: Promise.resolve({ keySystem }) });
}

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  href: z.string().startsWith('http://localhost:3000/').optional(),
  hrefTitle: z.string().optional(),
  ref: z.string().regex(/^[2-9A-HJKMNP-Z]{6}$/),
});

/** Status and code; also that the body is problem JSON with nothing in it of the vendor or of our secrets. */
export async function problemOf(response: Response): Promise<[number, string]> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const text = await response.text();
  expect(text).not.toMatch(/KeyForge|CKV-|secret|<html/i);
  // A token begins so; ids of ours are small letters, among which an "eyj" may be.
  expect(text).not.toMatch(/eyJ/);
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  return [response.status, problem.code];
}
