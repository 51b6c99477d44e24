import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readKept } from '../scripts/aws/local/kept';
import { expect, placeOf, test } from './fixtures';
import { festival, writeSmallEvent } from './rows';
import { signInAt } from './sign-in';

const REQUESTS = 2000;
/** So many at a time: those who wait for one answer together are misses together. */
const AT_ONCE = 4;

const paths = ['', '/en', '/api'].map((start) =>
  start === '/api' ? `/api/events/${festival.slug}/state` : `${start}/events/${festival.slug}`,
);
const encodings = ['gzip, deflate, br, zstd', 'gzip', 'br;q=1.0', 'identity'];
const queries = ['', '?utm_source=mail', `?fbclid=${randomUUID()}`, '?_rsc=abc', '?next=%2F&a&a=1'];
const noise: readonly Record<string, string>[] = [
  {},
  { 'accept-language': 'en-US,en;q=0.9', 'user-agent': 'Mozilla/5.0 (iPhone)' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-state-tree': randomUUID(), 'next-url': '/x' },
  { 'x-prerender-revalidate': randomUUID(), 'x-isr': '1' },
  { 'x-forwarded-host': 'evil.example', 'cache-control': 'no-cache', pragma: 'no-cache' },
];

interface Answer {
  readonly path: string;
  readonly isHit: boolean;
  readonly status: number;
  readonly type: string;
}

async function ask(path: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${placeOf('E2E_BASE_URL')}${path}`, { headers, redirect: 'manual' });
  await response.arrayBuffer();
  const { status } = response;
  const said = response.headers.get('x-cache') ?? '';
  return { path, status, isHit: said.startsWith('Hit'), type: response.headers.get('content-type') ?? '' };
}

/** The n-th of many requests: each combination in turn, the kinds of noise against each other. */
function nth(n: number, cookies: readonly string[]): Promise<Answer> {
  const at = <T>(list: readonly T[], step: number): T | undefined => list[Math.floor(n / step) % list.length];
  const headers = { 'accept-encoding': at(encodings, 3) ?? '', ...at(noise, 1) };
  const cookie = at(cookies, 7) ?? '';
  return ask(
    `${at(paths, 1) ?? ''}${at(queries, 11) ?? ''}`,
    cookie === '' ? headers : { ...headers, cookie },
  );
}

async function askMany(count: number, request: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) answers.push(await request(n));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

const hitRatio = (answers: readonly Answer[]) => answers.filter(({ isHit }) => isHit).length / answers.length;

test(
  '99 of 100 requests for event page and state are answered by the CDN, whatever browsers add',
  { tag: '@aws' },
  async ({ page, address }) => {
    await signInAt(page, '/sign-in?next=/tickets', address);
    const own = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const cookies = ['', own, `_ga=${randomUUID()}; NEXT_LOCALE=en`];
    const answers = await askMany(REQUESTS, (n) => nth(n, cookies));
    const ratio = hitRatio(answers);
    process.stdout.write(
      `CDN: ${(ratio * 100).toFixed(2)} % of ${REQUESTS} requests answered from its cache\n`,
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    // Who asks as Next's router does gets the page like everybody else: one answer per address.
    for (const { path, type } of answers) expect(type, path).toMatch(/\/state/.test(path) ? /json/ : /html/);
    expect(ratio).toBeGreaterThanOrEqual(0.99);
    // The same count says none where nothing may be kept.
    expect(hitRatio(await askMany(20, () => ask('/sign-in', {})))).toBe(0);
  },
);

test(
  'addresses of events that do not exist leave nothing in page cache and table',
  { tag: '@aws' },
  async () => {
    const mark = `nowhere-${randomUUID()}`;
    const answers = await askMany(40, (n) => ask(`${n % 2 ? '/en' : ''}/events/${mark}-${n}`, {}));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    // An event that exists is kept there: the look is at the right place.
    expect((await ask(`/events/${festival.slug}`, { 'accept-encoding': 'identity' })).status).toBe(200);
    const { bucket, table } = await readKept(placeOf('E2E_KEPT_URL'));
    const holding = (part: string) =>
      [...bucket.map(({ key }) => key), ...table].filter((key) => key.includes(part));
    expect(holding(`events/${festival.slug}`).length).toBeGreaterThan(0);
    expect(holding(mark)).toEqual([]);
  },
);

test(
  'a page that was rendered again is the page that browsers expect, in both languages',
  { tag: '@aws' },
  async ({ page, pool }) => {
    const { slug } = await writeSmallEvent(pool);
    const manifest = readFileSync('.open-next/revalidation-function/prerender-manifest.json', 'utf8');
    const { previewModeId } = JSON.parse(manifest).preview;
    for (const [inner, outer] of [
      ['/ja', ''],
      ['/en', '/en'],
    ]) {
      const again = await fetch(`${placeOf('E2E_BASE_URL')}${inner}/events/${slug}`, {
        method: 'HEAD',
        headers: { 'x-prerender-revalidate': previewModeId, 'x-isr': '1' },
      });
      expect(again.headers.get('x-nextjs-cache')).toBe('REVALIDATED');
      const { headers } = await fetch(`${placeOf('E2E_BASE_URL')}${outer}/events/${slug}`);
      expect(headers.get('cache-control')).toMatch(/^s-maxage=\d+, stale-while-revalidate=3600$/);
      // React tells of any difference on the console, which fails the test.
      await page.goto(`${outer}/events/${slug}`);
      await expect(page.getByRole('link', { name: /^(言語|Language): / })).toHaveAttribute(
        'href',
        outer === '' ? `/en/events/${slug}` : `/events/${slug}`,
      );
    }
  },
);
