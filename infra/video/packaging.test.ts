import { describe, expect, test } from 'vitest';
import { statementsIn } from '../test-statements';
import { examplePlan, ofType, synthesize } from '../test-system';

const system = synthesize(examplePlan());

describe('each region asks its own key server, and may ask no other', () => {
  test.each([
    ['video', 'ap-northeast-1', 'abcdefghij'],
    ['video-second', 'ap-northeast-2', 'klmnopqrst'],
  ])('%s', (stack, region, api) => {
    const here = (type: string) => ofType(system, type).filter((each) => each.stack === stack);
    const invoking = here('AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes('execute-api:Invoke'),
    );
    expect(invoking.flatMap(({ Properties }) => statementsIn(Properties))).toEqual([
      {
        Effect: 'Allow',
        Action: 'execute-api:Invoke',
        Resource: `arn:aws:execute-api:${region}:111122223333:${api}/speke/POST/v2/copyProtection`,
      },
    ]);
    const [role] = invoking.flatMap(({ Properties }) => Properties.Roles);
    const endpoints = here('AWS::MediaPackageV2::OriginEndpoint');
    expect(endpoints).toHaveLength(2);
    for (const { Properties } of endpoints)
      expect(Properties).toMatchObject({
        Segment: {
          Encryption: {
            SpekeKeyProvider: {
              Url: `https://${api}.execute-api.${region}.amazonaws.com/speke/v2/copyProtection`,
              RoleArn: { 'Fn::GetAtt': [Object(role).Ref, 'Arn'] },
            },
          },
        },
      });
  });
});
