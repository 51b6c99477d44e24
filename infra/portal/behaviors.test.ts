import { expect, test } from 'vitest';
import { z } from 'zod';
import { examplePlan, ofType, synthesize } from '../test-system';
import { publicPatterns } from './behaviors';

test('JSON for everyone is served from what was kept when the server does not answer within five seconds', () => {
  const shape = z.object({
    DistributionConfig: z.object({
      CacheBehaviors: z.array(z.object({ PathPattern: z.string(), TargetOriginId: z.string() })),
      Origins: z.array(
        z.object({
          Id: z.string(),
          ConnectionAttempts: z.number().optional(),
          CustomOriginConfig: z.object({ OriginReadTimeout: z.number() }).optional(),
        }),
      ),
    }),
  });
  const system = synthesize(examplePlan((plan) => ({ ...plan, video: undefined })));
  const [portal] = ofType(system, 'AWS::CloudFront::Distribution');
  const { CacheBehaviors, Origins } = shape.parse(portal?.Properties).DistributionConfig;
  const originOf = (pattern: string) => {
    const target = CacheBehaviors.find(({ PathPattern }) => PathPattern === pattern)?.TargetOriginId;
    return Origins.find(({ Id }) => Id === target);
  };
  for (const pattern of publicPatterns)
    expect(originOf(pattern), pattern).toMatchObject(
      pattern.startsWith('/api/')
        ? { ConnectionAttempts: 1, CustomOriginConfig: { OriginReadTimeout: 5 } }
        : { ConnectionAttempts: 2, CustomOriginConfig: { OriginReadTimeout: 30 } },
    );
});
