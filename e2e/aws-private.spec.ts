import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import type { APIRequestContext, Browser } from 'playwright/test';
import { readDistribution } from '../scripts/aws/local/distribution';
import { behaviorFor } from '../scripts/aws/local/front';
import { type Kept, readKept } from '../scripts/aws/local/kept';
import { pathWithoutLocale } from '../messages/localized-path';
import { dataRoot } from '../scripts/repo-root';
import { builtFiles } from './built-files';
import { expect, placeOf, test } from './fixtures';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

interface Person {
  readonly request: APIRequestContext;
  /** What stands in answers that are meant for them alone. */
  readonly marks: readonly string[];
  readonly orderId: string;
}

/** As the synthesized template has it: does the CDN keep anything at this address? */
function isPublic(path: string): boolean {
  const { behaviors } = readDistribution(`${dataRoot}/e2e-template/example-portal.template.json`);
  return behaviorFor(behaviors, path).kept !== undefined;
}

/** Real ones where a made-up one would lead to another page. */
function parameters({ orderId }: Pick<Person, 'orderId'>): Readonly<Record<string, string>> {
  return {
    slug: festival.slug,
    orderId,
    eventId: 'evt_minato',
    eventDayId: festival.dayOnAir,
    keySystem: 'clearkey',
    nextauth: 'session',
  };
}

/** Every address that the build answers, in both languages: `/[locale]/(portal)/orders/[orderId]/page` and so on. */
function addresses(person: Pick<Person, 'orderId'>): string[] {
  const manifest: object = JSON.parse(readFileSync(`${builtFiles.server}/app-paths-manifest.json`, 'utf8'));
  const values = parameters(person);
  return Object.keys(manifest).flatMap((route) => {
    const plain = route
      .replace(/\/(page|route)$/, '')
      .replaceAll(/\/\([^)]+\)/g, '')
      .replaceAll(/\[(?:\.\.\.)?(?!locale\])(\w+)\]/g, (_whole, name: string) => values[name] ?? 'x');
    if (plain.startsWith('/_')) return [];
    if (!plain.startsWith('/[locale]')) return [plain];
    return ['', '/en'].map((language) => plain.replace('/[locale]', language) || '/');
  });
}

async function owner(browser: Browser, pool: Pool, address: string): Promise<Person> {
  const { orderId, orderCode } = await giveTicket(pool, address);
  await pool.query(
    `insert into staff_members (email, roles, changed_by, changed_at) values ($1, '{owner}', 'staff@example.jp', now())`,
    [address],
  );
  const context = await browser.newContext();
  await signInAt(await context.newPage(), '/sign-in?next=/tickets', address);
  return { request: context.request, marks: [address, orderId, orderCode], orderId };
}

interface Seen {
  readonly path: string;
  readonly text: string;
  readonly status: number;
  readonly from: string;
  readonly control: string;
}

async function look({ request }: Pick<Person, 'request'>, path: string): Promise<Seen> {
  const answer = await request.get(path, { maxRedirects: 0 });
  const { 'x-cache': from = '', 'cache-control': control = '' } = answer.headers();
  return { path, status: answer.status(), text: await answer.text(), from, control };
}

/** What of the marks stands there, but for those that whoever asked has named. */
const given = ({ text, path }: Seen, marks: readonly string[]) =>
  holds(text, marks).filter((mark) => !path.includes(mark));

const holds = (text: string, marks: readonly string[]) => marks.filter((mark) => text.includes(mark));

function expectNotKept({ path, from, control, status }: Seen, isOnes: boolean): void {
  expect([path, from]).toEqual([path, 'Miss from cloudfront']);
  // A refusal says nothing of anybody.
  if (isOnes && status < 300) expect([path, control]).toEqual([path, expect.stringMatching(/no-store/)]);
}

/** `_cache/<build>/route-cache/APP_PAGE/<hash>/$/ja/events/x.cache` is the page at `/events/x`. */
const pageOf = (key: string) => pathWithoutLocale(key.replace(/^.*\/\$/, '').replace(/\.cache$/, ''));

function expectNothingPrivate({ edge, bucket, table }: Kept, marks: readonly string[]): void {
  for (const { key, headers, body } of edge) {
    const [, path = ''] = key.split('\n');
    expect([key, isPublic(path.split('?')[0] ?? '')]).toEqual([key, true]);
    expect(Object.keys(headers), key).not.toContain('set-cookie');
    expect(holds(body, marks), key).toEqual([]);
  }
  expect(holds(table.join('\n'), marks)).toEqual([]);
  for (const { key, body } of bucket) {
    expect([key, isPublic(pageOf(key))]).toEqual([key, true]);
    expect(holds(body, marks), key).toEqual([]);
    expect(body, key).not.toMatch(/set-cookie|"cache-control":"private/i);
  }
}

test(
  'no answer for one person reaches another, and none is kept anywhere',
  { tag: '@aws' },
  async ({ browser, pool, address, request, expectedErrors }) => {
    test.setTimeout(240_000);
    expectedErrors.push(/./);
    const one = await owner(browser, pool, `one-${address}`);
    const two = await owner(browser, pool, `two-${address}`);
    const paths = addresses(one).filter((path) => !isPublic(path));
    expect(paths.length).toBeGreaterThan(40);
    const own: string[] = [];
    for (const path of paths) {
      // The first one again last: what was kept of somebody else would come now.
      const [first, second, nobody, ...again] = [
        await look(one, path),
        await look(two, path),
        await look({ request }, path),
        await look(one, path),
      ];
      // Pictures and the like are nobody's: the same for all of them.
      const isOnes = new Set([first.text, second.text, nobody.text]).size > 1;
      for (const seen of [first, second, nobody, ...again]) expectNotKept(seen, isOnes);
      expect(given(nobody, [...one.marks, ...two.marks]), path).toEqual([]);
      // Staff pages show other people's orders to staff.
      if (!path.startsWith('/admin')) expect(given(second, one.marks), path).toEqual([]);
      if (given(first, one.marks).length > 0) own.push(path);
    }
    // There was something to give away.
    expect(own).toEqual(expect.arrayContaining(['/tickets', `/orders/${one.orderId}`, '/api/auth/session']));
    await look(one, `/events/${festival.slug}`);
    const kept = await readKept(placeOf('E2E_KEPT_URL'));
    expect(Math.min(kept.edge.length, kept.bucket.length)).toBeGreaterThan(0);
    expectNothingPrivate(kept, [...one.marks, ...two.marks]);
  },
);
