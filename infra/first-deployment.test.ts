import { expect, test } from 'vitest';
import { examplePlan, ofType, synthesize } from './test-system';

// What a type check of the templates does not see, and a first deployment would.

const example = synthesize(examplePlan());

test('rights are there before what uses them: policies before inputs and flows', () => {
  const source = { kind: 'srt', fromCidr: '203.0.113.0/24', passwordSecretName: 'example/srt' } as const;
  const bySrt = examplePlan((plan) => ({
    ...plan,
    video: plan.video && {
      ...plan.video,
      channels: plan.video.channels.map((channel) =>
        channel.name === 'main' ? { ...channel, input: source } : channel,
      ),
    },
  }));
  for (const [system, expected] of [
    [example, 2],
    [synthesize(bySrt), 5],
  ] as const) {
    const users = [
      ...ofType(system, 'AWS::MediaLive::Input').filter(({ Properties }) => Properties.Type !== 'MP4_FILE'),
      ...ofType(system, 'AWS::MediaConnect::Flow'),
    ];
    expect(users).toHaveLength(expected);
    for (const { id, DependsOn = [] } of users)
      expect([id, [DependsOn].flat().some((name) => name.includes('Allow'))]).toEqual([id, true]);
  }
});

test('the database has the time limits that functions may not ask its proxy for', () => {
  const [group] = ofType(example, 'AWS::RDS::DBClusterParameterGroup');
  expect(group?.Properties).toMatchObject({
    Parameters: { statement_timeout: '15000', idle_in_transaction_session_timeout: '15000' },
  });
});

test('between two security groups a rule stands once, whether its port is a number or the database’s own: EC2 refuses a second', () => {
  const between = ['AWS::EC2::SecurityGroupEgress', 'AWS::EC2::SecurityGroupIngress'].flatMap((type) =>
    ofType(example, type).map(({ Properties }) => {
      const { GroupId, SourceSecurityGroupId, DestinationSecurityGroupId } = Properties;
      return JSON.stringify([type, GroupId, SourceSecurityGroupId, DestinationSecurityGroupId]);
    }),
  );
  expect(between).toEqual([...new Set(between)]);
  expect(between).toHaveLength(4);
});
