import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import ts from 'typescript';
import { z } from 'zod';
import { nestedPaths } from './answer-types';

/** Writes fixture-keys.json anew, from a clone of github.com/stripe/openapi and from the installed SDK's types. */
const clone = process.argv[2];
if (clone === undefined)
  throw new Error('Usage: npx tsx sandbox/stripe/contract/record-keys.ts <clone of stripe/openapi>');

const git = (...command: string[]) =>
  execFileSync('git', ['-C', clone, ...command], { encoding: 'utf8', maxBuffer: 1e8 });
const commit = git('rev-parse', 'HEAD').trim();
const fixtures = z
  .object({ resources: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(git('show', `${commit}:openapi/fixtures3.json`)));

const typesFile = fileURLToPath(new URL('answer-types.ts', import.meta.url));
const program = ts.createProgram([typesFile], {
  strict: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const checker = program.getTypeChecker();
const answers = findAnswerTypes();
const roots = answers.getProperties().map((property) => property.name);

const record = {
  fixtures: {
    source: `github.com/stripe/openapi, openapi/fixtures3.json at ${commit}`,
    license: 'MIT, Copyright (c) 2011- Stripe, Inc. (https://stripe.com)',
    keys: Object.fromEntries(paths().flatMap(recordFixture)),
  },
  types: {
    source: `stripe@${Stripe.PACKAGE_VERSION}`,
    shapes: Object.fromEntries(paths().map((path) => [path, recordShape(path)])),
  },
};
writeFileSync(new URL('fixture-keys.json', import.meta.url), `${JSON.stringify(record, null, 2)}\n`);

function paths(): string[] {
  return [...roots, ...nestedPaths];
}

function split(path: string): { root: string; steps: string[] } {
  const root = roots.find((name) => path === name || path.startsWith(`${name}.`));
  if (root === undefined) throw new Error(`${path} begins with no answer`);
  return {
    root,
    steps: path
      .slice(root.length + 1)
      .split('.')
      .filter((step) => step !== ''),
  };
}

/** Nothing for an object that the fixture shows as null or not at all. */
function recordFixture(path: string): [string, string][] {
  const { root, steps } = split(path);
  let value: unknown = fixtures.resources[root];
  for (const step of steps) value = isObject(value) ? value[step] : undefined;
  return isObject(value) ? [[path, Object.keys(value).sort().join(' ')]] : [];
}

function recordShape(path: string) {
  const { root, steps } = split(path);
  let type = typeOf(answers, root);
  for (const step of steps) type = typeOf(type, step);
  const isOptional = (property: ts.Symbol) => (property.flags & ts.SymbolFlags.Optional) !== 0;
  const properties = type.getProperties();
  const names = (wanted: boolean) =>
    properties.filter((property) => isOptional(property) === wanted).map((property) => property.name);
  const values = properties.flatMap((property): [string, string][] => {
    const texts = literals(checker.getTypeOfSymbol(property));
    return texts.length === 0 ? [] : [[property.name, texts.join(' ')]];
  });
  return {
    required: names(false).join(' '),
    optional: names(true).join(' '),
    values: Object.fromEntries(values),
  };
}

/** The object half of a property: neither null nor the id that an expandable field holds. */
function typeOf(type: ts.Type, name: string): ts.Type {
  const property = type.getProperty(name);
  if (property === undefined) throw new Error(`The SDK has no ${name}`);
  const whole = checker.getNonNullableType(checker.getTypeOfSymbol(property));
  const half = whole.isUnion() ? whole.types.find((part) => (part.flags & ts.TypeFlags.Object) !== 0) : whole;
  if (half === undefined) throw new Error(`${name} is no object`);
  return half;
}

/** The SDK joins its literals with `OtherString`, so the compiler takes any text; these are the documented ones. */
function literals(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => (part.isStringLiteral() ? part.value : [])).sort();
}

function findAnswerTypes(): ts.Type {
  const source = program.getSourceFile(typesFile);
  const found = source?.statements.find(ts.isInterfaceDeclaration);
  if (found === undefined) throw new Error('answer-types.ts has no interface');
  return checker.getTypeAtLocation(found);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
