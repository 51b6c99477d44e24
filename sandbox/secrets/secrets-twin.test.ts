import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSecretsTwin } from './server';

let twin: Awaited<ReturnType<typeof startSecretsTwin>>;
beforeAll(async () => {
  twin = await startSecretsTwin({ secrets: { app: 'text' } });
});
afterAll(() => twin.close());

const signed = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'secretsmanager.GetSecretValue',
  'x-amz-date': '20300101T000000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20300101/ap-northeast-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
};

it('answers a signed GetSecretValue', async () => {
  expect(await call({}, { SecretId: 'app' })).toMatchObject({
    status: 200,
    body: { Name: 'app', SecretString: 'text', VersionStages: ['AWSCURRENT'] },
  });
});

it.each([
  ['no signature', { authorization: '' }, 'MissingAuthenticationTokenException'],
  ['half a signature', { authorization: 'AWS4-HMAC-SHA256 x' }, 'IncompleteSignatureException'],
  [
    "another service's signature",
    { authorization: signed.authorization.replace('secretsmanager', 's3') },
    'InvalidSignatureException',
  ],
  ['another operation', { 'x-amz-target': 'secretsmanager.ListSecrets' }, 'UnknownOperationException'],
])('refuses a request with %s', async (_case, headers, type) => {
  expect(await call(headers, { SecretId: 'app' })).toMatchObject({ status: 400, body: { __type: type } });
});

it.each([
  ['an unknown secret', { SecretId: 'other' }],
  ['a stage that no version has yet', { SecretId: 'app', VersionStage: 'AWSPREVIOUS' }],
])('does not find %s', async (_case, request) => {
  expect(await call({}, request)).toMatchObject({
    status: 400,
    body: { __type: 'ResourceNotFoundException' },
  });
});

async function call(headers: Record<string, string>, body: object) {
  const response = await fetch(twin.url, {
    method: 'POST',
    headers: { ...signed, ...headers },
    body: JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, body: json };
}
