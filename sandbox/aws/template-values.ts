import { z } from 'zod';

const value = z.record(z.string(), z.unknown());

/** What a template's functions are resolved with. */
export interface Known {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  /** Physical ids and ARNs by logical id. */
  readonly ids: ReadonlyMap<string, { readonly physicalId: string; readonly arn: string }>;
  readonly exports: ReadonlyMap<string, string>;
}

/** The text that a value of a template stands for. Attributes that nobody reads are made up: `<id>.<attribute>`. */
export function resolveText(given: unknown, known: Known): string {
  if (typeof given !== 'object' || given === null) return String(given ?? '');
  const [entry] = Object.entries(given);
  if (entry === undefined || Array.isArray(given)) return JSON.stringify(given);
  const [name, argument] = entry;
  if (name === 'Ref') return reference(String(argument), known);
  if (name === 'Fn::GetAtt') return attribute(z.array(z.string()).parse(argument), known);
  if (name === 'Fn::ImportValue') return known.exports.get(resolveText(argument, known)) ?? '';
  if (name === 'Fn::Join') {
    const [between, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument);
    return parts.map((part) => resolveText(part, known)).join(between);
  }
  return `<${name}>`;
}

function reference(id: string, known: Known): string {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': known.account,
    'AWS::Region': known.region,
    'AWS::StackName': known.stackName,
    'AWS::StackId': known.stackId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return pseudo[id] ?? known.ids.get(id)?.physicalId ?? id;
}

function attribute([id = '', ...path]: readonly string[], known: Known): string {
  const found = known.ids.get(id);
  return path.join('.') === 'Arn' && found !== undefined
    ? found.arn
    : `${found?.physicalId ?? id}.${path.join('.')}`;
}

/** Names of exports that a template imports, however deep. */
export function importsOf(given: unknown): readonly string[] {
  if (typeof given !== 'object' || given === null) return [];
  if (Array.isArray(given)) return given.flatMap(importsOf);
  return Object.entries(value.parse(given)).flatMap(([name, inner]) =>
    name === 'Fn::ImportValue' && typeof inner === 'string' ? [inner] : importsOf(inner),
  );
}
