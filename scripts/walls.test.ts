import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { repoRoot } from './repo-root';

/** Our own walls in an otherwise empty tree, each broken once: a wall that nobody saw fail is a drawing of one. */
const planted: Record<string, string> = {
  'lib/domain/with-package.ts': "import { z } from 'zod';\nexport const a = z;\n",
  'lib/domain/plain.ts': 'export const plain = 1;\n',
  'components/reads-sales.tsx': "import { sale } from '@/lib/sales/sale';\nexport const b = sale;\n",
  'lib/sales/sale.ts': "import { headers } from 'next/headers';\nexport const sale = headers;\n",
  'app/[locale]/page.tsx': "import { staff } from '@/lib/staff/staff';\nexport default staff;\n",
  'lib/staff/staff.ts': 'export const staff = 1;\n',
  'app/api/route.ts': "import { db } from '@/lib/db/client';\nexport const GET = db;\n",
  'lib/db/client.ts': "import { page } from '@/app/looked-up';\nexport const db = page;\n",
  'app/looked-up.ts': 'export const page = 1;\n',
  'lib/drm/vendors/one.ts': "import { two } from './two';\nexport const one = two;\n",
  'lib/drm/vendors/two.ts': 'export const two = 2;\n',
  'lib/drm/send.ts': "import { one } from './vendors/one';\nexport const send = one;\n",
  'lib/playback/imports-twin.ts': "import { twin } from '@/sandbox/twin';\nexport const c = twin;\n",
  'sandbox/twin.ts': "import { plain } from '@/lib/domain/plain';\nexport const twin = plain;\n",
  'infra/reads-twin.ts': "import { twin } from '@/sandbox/twin';\nexport const e = twin;\n",
  'lib/jobs/left.ts': "import { right } from './right';\nexport const left: number = right;\n",
  'lib/jobs/right.ts': "import { left } from './left';\nexport const right: number = left;\n",
  'lib/mail/uses-test-code.ts': "import { rows } from '@/lib/db/test-rows';\nexport const d = rows;\n",
  'lib/db/test-rows.ts': 'export const rows = 1;\n',
  'lib/mail/nobody-needs-me.ts': 'export const orphan = 1;\n',
};

// Each breach is planted for its rule to catch; none of this code is ever part of the product.
const brokenCode: Record<string, [rule: string, code: string]> = {
  'lib/sales/reads-env.ts': ['no-restricted-properties', 'export const a = process.env.HOME;\n'],
  'lib/sales/reads-time.ts': ['no-restricted-syntax', 'export const a = () => new Date();\n'],
  'lib/sales/reads-clock.ts': ['no-restricted-syntax', 'export const a = () => Date.now();\n'],
  // Text for the linter to refuse, not an escape: without the word itself its rule could not be seen to catch it.
  'lib/sales/any.ts': [
    '@typescript-eslint/no-explicit-any',
    'export const a = (b: any): string => String(b);\n',
  ],
  'lib/sales/bang.ts': [
    '@typescript-eslint/no-non-null-assertion',
    'export const a = (b?: string): string => b!;\n',
  ],
  'lib/sales/as.ts': [
    '@typescript-eslint/consistent-type-assertions',
    'export const a = (b: unknown) => b as string;\n',
  ],
  'lib/sales/enum.ts': ['no-restricted-syntax', 'export enum A {\n  B,\n}\n'],
  'lib/sales/barrel.ts': ['no-restricted-syntax', "export * from './any';\n"],
  'lib/sales/default.ts': ['no-restricted-syntax', 'export default 1;\n'],
  'lib/sales/floating.ts': [
    '@typescript-eslint/no-floating-promises',
    'export function a(b: Promise<void>) {\n  b;\n}\n',
  ],
  'lib/sales/swallows.ts': [
    'no-restricted-syntax',
    'export function a() {\n  try {\n    return 1;\n  } catch {}\n  return 2;\n}\n',
  ],
  'lib/sales/long.ts': [
    'max-lines',
    `${Array.from({ length: 251 }, (_, n) => `export const a${n} = ${n};`).join('\n')}\n`,
  ],
};

let tree: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'stagedoor-walls-'));
  const files = {
    ...planted,
    ...Object.fromEntries(Object.entries(brokenCode).map(([name, [, code]]) => [name, code])),
  };
  for (const [name, code] of Object.entries(files)) {
    await mkdir(dirname(join(tree, name)), { recursive: true });
    await writeFile(join(tree, name), code);
  }
  for (const name of ['.dependency-cruiser.cjs', 'eslint.config.js', 'tsconfig.json', 'package.json']) {
    await copyFile(`${repoRoot}/${name}`, join(tree, name));
  }
  await symlink(`${repoRoot}/node_modules`, join(tree, 'node_modules'));
});
afterAll(() => rm(tree, { recursive: true, force: true }));

/** What a tool printed; it ends with an error code here, as it should. */
function output(tool: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`${repoRoot}/node_modules/${tool}`, ...args],
      { cwd: tree, maxBuffer: 1e8 },
      (_error, stdout) => resolve(stdout),
    );
  });
}

const cruise = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('dependency walls', () => {
  let found: string[] = [];

  beforeAll(async () => {
    const config = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const printed = await output('dependency-cruiser/bin/dependency-cruise.mjs', [
      ...config,
      'app',
      'components',
      'lib',
      'sandbox',
      'infra',
    ]);
    found = cruise
      .parse(JSON.parse(printed))
      .summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  });

  test.each([
    'lib/domain/with-package.ts: 1-domain-is-pure',
    'components/reads-sales.tsx: 2-components-know-only-markup-domain-and-messages',
    'lib/sales/sale.ts: 3-request-apis-stay-at-the-edge',
    'app/[locale]/page.tsx: 4-viewer-pages-never-load-staff-code',
    'app/api/route.ts: 5-app-goes-through-a-use-case',
    'lib/drm/vendors/one.ts: 6-vendors-do-not-know-each-other',
    'lib/drm/send.ts: 6-one-file-names-vendors',
    'lib/db/client.ts: 7-lib-never-looks-up',
    'lib/playback/imports-twin.ts: 7-sandbox-wall-out',
    'sandbox/twin.ts: 7-sandbox-wall-in',
    'infra/reads-twin.ts: 7-foreign-countries-apart',
    'lib/mail/uses-test-code.ts: 7-product-never-needs-tests',
    'lib/jobs/left.ts: 7-no-cycles',
    'lib/mail/nobody-needs-me.ts: 7-orphans',
  ])('%s', (violation) => {
    expect(found).toContain(violation);
  });
});

describe('lint walls', () => {
  const report = z.array(
    z.object({ filePath: z.string(), messages: z.array(z.object({ ruleId: z.string().nullable() })) }),
  );
  let found: z.infer<typeof report> = [];

  beforeAll(async () => {
    found = report.parse(JSON.parse(await output('eslint/bin/eslint.js', ['--format', 'json', 'lib/sales'])));
  });

  test.each(Object.entries(brokenCode).map(([name, [rule]]) => [name, rule] as const))(
    '%s: %s',
    (name, rule) => {
      const file = found.find(({ filePath }) => filePath.endsWith(name));
      expect(file?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
    },
  );
});
