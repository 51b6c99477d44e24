import { expect, test } from 'vitest';
import { examplePlan, type Resource, synthesize } from './test-system';

/** Names that only have to differ within the resource that they are part of, or that are no names at all. */
const ofSomethingElse = [
  'PolicyName',
  'TargetGroupName',
  'DatabaseName',
  'MetricName',
  'DisplayName',
  'DomainName',
  'ChannelName',
  'OriginEndpointName',
];
/** The address that both would be asked at, and `live` of each function. */
const typesOfSomethingElse = ['AWS::Route53::RecordSet', 'AWS::Lambda::Alias'];

function takenNames({ Type, Properties }: Resource): readonly string[] {
  if (typesOfSomethingElse.includes(Type)) return [];
  return Object.entries(Properties)
    .filter(([key]) => /(Name|Identifier)$/.test(key) && !ofSomethingElse.includes(key))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([key, value]) => `${Type} ${key} ${value}`);
}

function namesOf(name: string): ReadonlySet<string> {
  const { resources } = synthesize(examplePlan((plan) => ({ ...plan, name })));
  return new Set(resources.flatMap(takenNames));
}

test('a rehearsal and the show have one account and region, and take no name from each other', () => {
  const [rehearsal, show] = [namesOf('rehearsal'), namesOf('show')];
  expect(rehearsal.size).toBeGreaterThan(30);
  expect([...rehearsal].filter((name) => show.has(name))).toEqual([]);
});
