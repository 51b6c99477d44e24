import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { alertKinds } from '@/lib/domain/staff-alert';
import { repoRoot } from './repo-root';

const page = readFileSync(`${repoRoot}/docs/runbook.md`, 'utf8');
const chapters = new Map(
  page.split(/^## /m).map((text) => [text.split('\n')[0] ?? '', text] satisfies [string, string]),
);

/** The headings of a chapter, and what stands under each. */
function sections(chapter: string): ReadonlyMap<string, string> {
  const [, ...parts] = (chapters.get(chapter) ?? '').split(/^### /m);
  return new Map(
    parts.map((text) => [text.split('\n')[0] ?? '', text.split('\n').slice(1).join('\n').trim()]),
  );
}

test('every staff alert has a section, and nothing else has', () => {
  expect([...sections('Staff alerts').keys()]).toEqual([...alertKinds]);
});

/** Alarms by what they are on; those of single functions, distributions and pipelines share a section. */
const required = [
  'playback-refusals',
  'license-refusals',
  'drm-vendor',
  'request-failures',
  '5xx',
  'errors',
  'throttles',
  'money-path-failures',
  'webhook-failures',
  'jobs-not-running',
  'job-failures',
  'pages-not-renewed',
  'database-away',
  'database-full',
  'secrets-away',
  'medialive-alerts',
  'staff-alerts',
];

test('every alarm has a section', () => {
  expect([...sections('Alarms').keys()]).toEqual(required);
});

/** Names as the templates' sources write them; `${…}-5xx` and the like end in what they share. */
function alarmsOfInfra(): readonly string[] {
  const folder = `${repoRoot}/infra/operations`;
  if (!existsSync(folder)) return [];
  const sources = readdirSync(folder).filter((name) => /-alarms\.ts$|^alarm-stacks\.ts$/.test(name));
  const text = sources.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
  return [...text.matchAll(/^\s+name: [`'](?:\$\{[^}]*\}-)?([a-z0-9][a-z0-9-]*)/gm)].map(
    ([, name = '']) => name,
  );
}

/** `alerts-0` of an encoder is MediaLive's; the stacks' own names are no alarms. */
const known = [...required, 'alerts', 'alerts-', 'alarms', 'alarms-edge'];

test('an alarm that infra has and the runbook has not is found here', () => {
  expect(alarmsOfInfra().filter((name) => !known.includes(name))).toEqual([]);
});

test('no section is empty, and every log line that it names is one of the product', () => {
  for (const chapter of ['Alarms', 'Staff alerts', 'Degraded modes'])
    for (const [name, text] of sections(chapter)) expect(text, name).toMatch(/\w/);
  const named = [...(chapters.get('Alarms') ?? '').matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(
    ([, name = '']) => name,
  );
  expect(named.length).toBeGreaterThan(10);
  const sources = productSources();
  expect(named.filter((name) => !name.startsWith('events.') && !sources.includes(`'${name}'`))).toEqual([]);
});

function productSources(): string {
  return ['lib', 'app', 'instrumentation.ts', 'proxy.ts']
    .flatMap((place) =>
      place.endsWith('.ts')
        ? [place]
        : readdirSync(`${repoRoot}/${place}`, { recursive: true, encoding: 'utf8' })
            .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
            .map((name) => `${place}/${name}`),
    )
    .map((name) => readFileSync(`${repoRoot}/${name}`, 'utf8'))
    .join('\n');
}

describe('what must not be missing', () => {
  test.each([
    'Before the show',
    'During the show',
    'After the show',
    'Degraded modes',
    'Re-uploads (Content ID)',
    'Single-machine mode',
  ])('%s', (chapter) => {
    expect(chapters.get(chapter)?.length).toBeGreaterThan(300);
  });

  test('every outage of the table has a section', () => {
    const rows = [...(chapters.get('Degraded modes') ?? '').matchAll(/^\| \[([^\]]+)\]/gm)].map(
      ([, name]) => name,
    );
    expect([...sections('Degraded modes').keys()]).toEqual(rows);
    expect(rows).toHaveLength(6);
  });

  test('every command that it names exists', () => {
    const scripts: unknown = JSON.parse(readFileSync(`${repoRoot}/package.json`, 'utf8'));
    const commands = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(5);
    for (const name of commands) expect(scripts).toHaveProperty(['scripts', name]);
  });

  test('every link within the repository leads somewhere', () => {
    const targets = [...page.matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((path) => !existsSync(`${repoRoot}/docs/${path}`))).toEqual([]);
  });
});
