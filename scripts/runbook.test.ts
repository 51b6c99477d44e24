import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
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
  expect([...sections('Alerts on the staff page').keys()]).toEqual([...alertKinds]);
});

/** Of the templates of infra/config/example.ts, which has everything switched on. */
interface Deployed {
  /** As mails show them. */
  readonly alarmNames: readonly string[];
  /** What each alarm on the log counts. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  readonly types: ReadonlySet<string>;
  readonly dashboards: readonly unknown[];
}

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});
const filter = z.object({
  FilterPattern: z.string(),
  MetricTransformations: z.tuple([z.object({ MetricName: z.string() })]),
});

/** Infra is a country of its own (decision 50): its templates are made in a process of its own, and read. */
async function deployedExample(folder: string): Promise<Deployed> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'infra/synth.ts', 'example'], {
    cwd: repoRoot,
    env: {
      ...process.env,
      STAGEDOOR_SYNTH_TO: folder,
      STAGEDOOR_BUILT_IN: join(repoRoot, 'infra/test-fixtures/built'),
    },
  });
  const resources = ['alarms', 'alarms-edge'].flatMap((stack) => {
    const text = readFileSync(join(folder, `example-${stack}.template.json`), 'utf8');
    return Object.values(template.parse(JSON.parse(text)).Resources);
  });
  const of = (type: string) => resources.filter(({ Type }) => Type === type);
  const filters = of('AWS::Logs::MetricFilter').map(({ Properties }) => filter.parse(Properties));
  return {
    alarmNames: of('AWS::CloudWatch::Alarm').map(({ Properties }) => z.string().parse(Properties?.AlarmName)),
    codes: new Map(
      filters.map(({ FilterPattern, MetricTransformations: [{ MetricName }] }) => [
        MetricName,
        [...FilterPattern.matchAll(/(?<!-)"([^"]+)"/g)].map(([, code = '']) => code),
      ]),
    ),
    types: new Set(resources.map(({ Type }) => Type)),
    dashboards: of('AWS::CloudWatch::Dashboard').map(({ Properties }) => Properties?.DashboardName),
  };
}

/** The table at the chapter's beginning: words of a row, and the section that it leads to. */
const rows = [
  ...(chapters.get('Alarms') ?? '').matchAll(/^\| (.+?) \| \[([a-z0-9-]+)\]\(#[a-z0-9-]+\) \|$/gm),
].map(([, words = '', section = '']) => ({ words, section }));

/** Names that a row has in code: `<function>` is one word, `<0 or 1>` is one of the two. */
function patternsOf(words: string): readonly RegExp[] {
  return [...words.matchAll(/`([^`]+)`/g)].map(
    ([, name = '']) =>
      new RegExp(`^${name.replace(/<(\d) or (\d)>/g, '[$1$2]').replace(/<[a-z]+>/g, '[a-z0-9-]+')}$`),
  );
}

/** As the chapter tells an operator to do it. */
function sectionOf(mailName: string): string | undefined {
  const rest = mailName.replace(/^example-alarms-(edge-)?/, '');
  if (sections('Alarms').has(rest)) return rest;
  return rows.find(({ words }) => patternsOf(words).some((pattern) => pattern.test(rest)))?.section;
}

describe('from a mail to its section', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stagedoor-runbook-'));
  let deployed: Deployed;
  beforeAll(async () => {
    deployed = await deployedExample(folder);
  }, 180_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('the name of every alarm leads to a section by the rule and the table', () => {
    expect(deployed.alarmNames.length).toBeGreaterThan(20);
    expect(deployed.alarmNames.filter((name) => sectionOf(name) === undefined)).toEqual([]);
  });

  test('every row leads to a section, and every section has an alarm or another mail', () => {
    const byMail = rows.filter(({ words }) => words.startsWith('a mail of ')).map(({ section }) => section);
    const led = new Set([...deployed.alarmNames.map(sectionOf), ...byMail]);
    expect([...led].sort()).toEqual([...sections('Alarms').keys()].sort());
    const patterns = rows
      .filter(({ words }) => !words.startsWith('a mail of '))
      .flatMap(({ words }) => patternsOf(words));
    const rests = deployed.alarmNames.map((name) => name.replace(/^example-alarms-(edge-)?/, ''));
    expect(patterns.filter((pattern) => !rests.some((rest) => pattern.test(rest)))).toEqual([]);
  });

  test('mails that are no alarm’s: MediaLive’s events and the budget’s', () => {
    expect(deployed.types).toContain('AWS::Events::Rule');
    expect(deployed.types).toContain('AWS::Budgets::Budget');
    const words = rows.map(({ words: each }) => each).join('\n');
    expect(words).toMatch(/a mail of bare JSON .*`alert_type`/);
    expect(words).toContain('a mail of AWS Budgets');
  });

  test('every code that an alarm counts is explained in its section', () => {
    expect(deployed.codes.size).toBeGreaterThan(5);
    for (const [name, codes] of deployed.codes) {
      expect(codes.length, name).toBeGreaterThan(0);
      const text = sections('Alarms').get(name);
      // One section each in the chapter of staff alerts, by the kind.
      const unexplained = codes
        .filter((code) => !code.startsWith('alert.'))
        .filter((code) => text?.includes(`\`${code}\``) !== true);
      expect(unexplained, name).toEqual([]);
      for (const code of codes.filter((each) => each.startsWith('alert.')))
        expect(sections('Alerts on the staff page').has(code.slice('alert.'.length)), code).toBe(true);
    }
  });

  test('the dashboard has the name that the tools of the night say', () => {
    expect(deployed.dashboards).toEqual(['stagedoor-example']);
    expect(chapters.get('During the show')).toContain('`stagedoor-<name>`');
  });
});

test('the chapter of alarms begins with a link to each of its sections', () => {
  const [beginning = ''] = (chapters.get('Alarms') ?? '').split('### ');
  for (const name of sections('Alarms').keys()) expect(beginning).toContain(`[${name}](#`);
});

test('no section is empty, and every log line that it names is one of the product', () => {
  for (const chapter of ['Alarms', 'Alerts on the staff page', 'Degraded modes'])
    for (const [name, text] of sections(chapter)) expect(text, name).toMatch(/\w/);
  const lines = [...sections('Alarms').values()].join('\n');
  const named = [...lines.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(10);
  const sources = productSources();
  const plan = /^(capacity|portal)\./;
  expect(named.filter((name) => !plan.test(name) && !sources.includes(`'${name}'`))).toEqual([]);
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

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('what must not be missing', () => {
  test('no two headings have one anchor: the second would be out of reach', () => {
    expect(new Set(anchorsOf(page)).size).toBe(anchorsOf(page).length);
  });

  test.each([
    'Before the show',
    'During the show',
    'After the show',
    'Several days',
    'Degraded modes',
    'Re-uploads (Content ID)',
    'Single-machine mode',
  ])('%s', (chapter) => {
    expect(chapters.get(chapter)?.length).toBeGreaterThan(300);
  });

  test('every outage of the table has a section', () => {
    const outages = [...(chapters.get('Degraded modes') ?? '').matchAll(/^\| \[([^\]]+)\]/gm)].map(
      ([, name]) => name,
    );
    expect([...sections('Degraded modes').keys()]).toEqual(outages);
    expect(outages).toHaveLength(6);
  });

  test('the night begins with its tools', () => {
    const [first = ''] = (chapters.get('During the show') ?? '').split('\n\n').slice(1);
    for (const tool of ['Board of the day', 'Show switch', 'Banner', 'Dashboard'])
      expect(first).toContain(`| **${tool}** |`);
  });

  test('every command that it names exists', () => {
    const scripts: unknown = JSON.parse(readFileSync(`${repoRoot}/package.json`, 'utf8'));
    const commands = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(5);
    for (const name of commands) expect(scripts).toHaveProperty(['scripts', name]);
  });

  test('every link within the repository leads to a file and to a heading that is there', () => {
    const links = [...page.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(20);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? `${repoRoot}/docs/runbook.md` : join(repoRoot, 'docs', path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
