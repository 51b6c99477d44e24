import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { examplePlan, ofType, synthesize } from '../test-system';

const system = synthesize(examplePlan());
const portal = JSON.stringify(system.templates.get('portal'));

test('functions learn whose key signs without holding on to it: it can be taken out again', () => {
  const [told] = ofType(system, 'AWS::SSM::Parameter').filter(({ stack }) => stack === 'media');
  expect(told?.Properties).toMatchObject({
    Name: '/stagedoor/example/media-signing-key-id',
    Value: { Ref: expect.stringMatching(/^SigningKeyfirst/) },
  });
  expect(portal).toContain(
    '"Type":"AWS::SSM::Parameter::Value<String>","Default":"/stagedoor/example/media-signing-key-id"',
  );
  expect(portal).toMatch(/"MEDIA_SIGNING_KEY_ID":\{"Ref":"SsmParameterValue/);
  expect(portal).not.toMatch(/"Fn::ImportValue":"example-media:/);
  // It is there when they are deployed.
  const order = [...system.templates.keys()];
  expect(order.indexOf('media')).toBeLessThan(order.indexOf('portal'));
});

test('every key’s id is an output', () => {
  const { Outputs } = Object(system.templates.get('media'));
  expect(Object.keys(Outputs)).toContain('SigningKeyIdfirst');
});

test('another first key is another version of what signs, or the alias would stay with the old one', () => {
  const otherKey = madePublicKey();
  const other = synthesize(
    examplePlan((plan) => ({
      ...plan,
      video: plan.video && { ...plan.video, signingKeys: [{ name: 'first', publicKey: otherKey }] },
    })),
  );
  const versions = (of: typeof system) =>
    ofType(of, 'AWS::Lambda::Alias').map(({ Properties }) => JSON.stringify(Properties.FunctionVersion));
  expect(versions(system)).toHaveLength(2);
  expect(versions(synthesize(examplePlan()))).toEqual(versions(system));
  for (const [at, version] of versions(other).entries()) expect(version).not.toBe(versions(system)[at]);
});

function madePublicKey(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
