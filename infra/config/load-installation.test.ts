import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installation as example } from './example';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'stagedoor-plans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the commands that deploy and remove are told of a plan: the lines of its problems, or its facts. */
function printed(name: string, place: { STAGEDOOR_PLANS_IN?: string } = { STAGEDOOR_PLANS_IN: folder }) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(root, 'infra/print-plan.ts'), name],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, ...place } },
  );
  return { status, stdout, lines: stderr.trim().split('\n') };
}

function refusal(...lines: readonly unknown[]) {
  return { status: 1, stdout: '', lines };
}

function planFile(name: string, source: string): string {
  writeFileSync(join(folder, `${name}.ts`), source);
  return name;
}

function planWith(change: object): string {
  return planFile(
    'plan',
    `export const installation = ${JSON.stringify({ ...Object(example), ...change })};\n`,
  );
}

test('a plan has the name of its file, by which commands find it again', () => {
  expect(printed(planWith({ name: 'other' }))).toEqual(
    refusal(
      `${folder}/plan.ts is not usable:`,
      '  name: is other, and the file is plan.ts; they have to agree',
    ),
  );
  const { status, stdout } = printed(planWith({ name: 'plan' }));
  expect([status, JSON.parse(stdout)]).toMatchObject([
    0,
    { name: 'plan', regions: ['ap-northeast-1', 'us-east-1', 'ap-northeast-2'] },
  ]);
});

test('a plan that is not there is named by where it was looked for', () => {
  expect(printed('nobody')).toEqual(
    refusal(`There is no ${folder}/nobody.ts: copy infra/config/example.ts.`),
  );
  expect(printed('nobody', {})).toEqual(
    refusal('There is no infra/config/nobody.ts: copy infra/config/example.ts.'),
  );
});

test.each([
  ['half-written', 'export const installation = {\n  name: ;\n};\n', /half-written\.ts:2:8: .*";"$/],
  ['without-its-parts', "import { x } from './nowhere';\nexport const installation = x;\n", /nowhere/],
  ['throwing', "throw new Error('no such day\\nand more');\n", /: no such day$/],
  [
    'throwing-a-secret',
    `throw new Error('sk_${'live'}_canary');\n`,
    /: its error holds a secret and is not shown$/,
  ],
])('a plan that cannot be read (%s) is one line, and no stack', (name, source, line) => {
  const { lines, ...rest } = printed(planFile(name, source));
  expect({ lines, ...rest }).toEqual(refusal(expect.stringMatching(line)));
  expect(lines.join()).toMatch(new RegExp(`^${folder}/${name}\\.ts cannot be read: `));
});

test('a file that is no plan says so', () => {
  expect(printed(planFile('empty', 'export const plan = {};\n'))).toEqual(
    refusal(`${folder}/empty.ts exports no \`installation\`.`),
  );
});
