import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AwsAccount, Output, Resource, Stack } from './aws-account';
import { importsOf, type Known, resolveText } from './template-values';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().default('Delete'),
});
const template = z.object({
  Resources: z.record(z.string(), resource).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
const tagList = z.array(z.object({ Key: z.string(), Value: z.unknown() }));

/** Where each type has its own name, and the form of its ARN; other types get made-up ids. */
const kinds: Readonly<Record<string, { nameProperty: string; arn: string }>> = {
  'AWS::RDS::DBCluster': { nameProperty: 'DBClusterIdentifier', arn: 'rds:R:A:cluster:' },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: 's3:::' },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', arn: 'lambda:R:A:function:' },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: 'sns:R:A:' },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', arn: 'secretsmanager:R:A:secret:' },
  'AWS::EC2::SecurityGroup': { nameProperty: '-', arn: 'ec2:R:A:security-group/' },
};

/** Makes a stack what a template says: resources, outputs, exports; names stay over updates. Throws as CloudFormation fails. */
export function applyTemplate(account: AwsAccount, stack: Stack, text: string): void {
  const read = template.parse(JSON.parse(text));
  const imports = importsOf(JSON.parse(text));
  const exports = exportsIn(account, stack.region);
  const missing = imports.find((name) => !exports.has(name));
  if (missing !== undefined) throw new Error(`No export named ${missing} found.`);
  const resources = Object.entries(read.Resources).map(([logicalId, made]) =>
    makeResource({ account, stack, logicalId }, made),
  );
  const known: Known = {
    account: account.id,
    region: stack.region,
    stackName: stack.name,
    stackId: stack.id,
    ids: new Map(resources.map((each) => [each.logicalId, each])),
    exports,
  };
  stack.resources = resources;
  stack.imports = imports;
  stack.template = text;
  stack.outputs = Object.entries(read.Outputs).map(([key, output]): Output => ({
    key,
    value: resolveText(output.Value, known),
    ...(output.Export === undefined ? {} : { exportName: resolveText(output.Export.Name, known) }),
  }));
}

/** Exports of all stacks of a region, by name. */
export function exportsIn({ stacks }: AwsAccount, region: string): Map<string, string> {
  const outputs = [...stacks.values()].filter((stack) => stack.region === region).flatMap((s) => s.outputs);
  return new Map(
    outputs.flatMap(({ exportName, value }) => (exportName === undefined ? [] : [[exportName, value]])),
  );
}

interface Place {
  readonly account: AwsAccount;
  readonly stack: Stack;
  readonly logicalId: string;
}

function makeResource(place: Place, made: z.infer<typeof resource>): Resource {
  const { account, stack, logicalId } = place;
  const kind = kinds[made.Type];
  const named = kind === undefined ? undefined : made.Properties[kind.nameProperty];
  const physicalId = typeof named === 'string' ? named : madeUpName(place, made.Type);
  const arn = `arn:aws:${(kind?.arn ?? 'other:R:A:').replace('R', stack.region).replace('A', account.id)}${physicalId}`;
  return {
    logicalId,
    type: made.Type,
    physicalId: made.Type === 'AWS::SNS::Topic' ? arn : physicalId,
    arn,
    tags: tagsOf(made.Properties.Tags),
    deletionPolicy: made.DeletionPolicy,
    properties: made.Properties,
  };
}

/** The same for the same stack and place in it, as a resource keeps its name over updates. */
function madeUpName({ stack, logicalId }: Place, type: string): string {
  const letters = createHash('sha256').update(`${stack.id} ${logicalId}`).digest('hex').slice(0, 12);
  if (type === 'AWS::EC2::SecurityGroup') return `sg-${letters}`;
  return `${stack.name}-${logicalId}-${letters}`.toLowerCase();
}

function tagsOf(given: unknown): Record<string, string> {
  const tags = tagList.safeParse(given);
  return Object.fromEntries((tags.data ?? []).map(({ Key, Value }) => [Key, String(Value)]));
}
