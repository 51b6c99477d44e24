import { expect, test } from 'vitest';
import { statementsIn } from '../test-statements';
import { examplePlan, ofType, type Resource, synthesize } from '../test-system';

const system = synthesize(examplePlan((plan) => ({ ...plan, shows: [] })));

function functionOf(start: string): Resource {
  const found = ofType(system, 'AWS::Lambda::Function').find(({ id }) => id.startsWith(start));
  if (found === undefined) throw new Error(`There is no function ${start}.`);
  return found;
}

const variablesOf = (start: string): Record<string, unknown> =>
  Object(Object(functionOf(start).Properties.Environment).Variables);

test('an operator calls it by a name known beforehand, and nobody by an address', () => {
  expect(functionOf('OperatorActs').Properties).toMatchObject({
    FunctionName: 'example-operator',
    VpcConfig: expect.anything(),
  });
  for (const type of ['AWS::Lambda::Url', 'AWS::Lambda::Permission', 'AWS::Events::Rule'])
    expect(JSON.stringify(ofType(system, type))).not.toContain('OperatorActs');
});

test('it looks at what the server is told, and asks for the backup’s age of this cluster alone', () => {
  const { DATABASE_CLUSTER_ID, ...told } = variablesOf('OperatorActs');
  expect(JSON.stringify(DATABASE_CLUSTER_ID)).toMatch(/Database/);
  const server = variablesOf('Server');
  expect(
    Object.entries(told).filter(([name, value]) => JSON.stringify(server[name]) !== JSON.stringify(value)),
  ).toEqual([]);
  expect(Object.keys(told)).toEqual(
    expect.arrayContaining([
      'APP_URL',
      'SECRETS_ID',
      'DATABASE_SECRET_ID',
      'MEDIA_SIGNING_KEY_ID',
      'DRM_VENDORS',
    ]),
  );
});

test('it may read its secrets and the cluster’s description, and no more', () => {
  const statements = ofType(system, 'AWS::IAM::Policy')
    .filter(({ id }) => id.startsWith('OperatorActs'))
    .flatMap(({ Properties }) => statementsIn(Properties));
  const actions = statements
    .flatMap(({ Action }) => [Action].flat())
    .filter((action) => !action.startsWith('secretsmanager:'));
  expect(actions).toEqual(['rds:DescribeDBClusters']);
  const [described] = statements.filter(({ Action }) => [Action].flat().includes('rds:DescribeDBClusters'));
  expect(JSON.stringify(described?.Resource)).toMatch(/:cluster:/);
});
