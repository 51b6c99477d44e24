import { fileURLToPath } from 'node:url';
import { type App, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../acknowledge';
import type { Installation } from '../config/installation';
import { installationStack } from '../installation-stack';
import { plainLambdaPolicies } from '../lambda-role';
import { logDays } from '../operations/log-days';
import { signingKeys } from './secret-names';

export interface Secrets {
  readonly stack: Stack;
  /** The one JSON object of names and values that `SECRETS_ID` names. */
  readonly application: Secret;
  /** What CloudFront says to function URLs, and they to nobody. */
  readonly origin: Secret;
}

/** Names and rotation; values are put in by hand or made by AWS, and are in no template. */
export function secretsStack(app: App, plan: Installation): Secrets {
  const stack = installationStack(app, plan, { name: 'secrets', description: 'secrets and their rotation' });
  const application = new Secret(stack, 'Application', {
    secretName: `${plan.name}/application`,
    description: 'Stagedoor: names and values as in .env.example',
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'PLAYBACK_TOKEN_SECRET',
      excludePunctuation: true,
      passwordLength: 64,
    },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const origin = new Secret(stack, 'Origin', {
    secretName: `${plan.name}/origin`,
    description: 'Stagedoor: the header by which functions know our CDN',
    generateSecretString: { excludePunctuation: true, passwordLength: 64 },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  rotateSigningKeys(stack, plan, application);
  acknowledge(origin, {
    'AwsSolutions-SMG4':
      'CloudFront holds the value from the last deployment: a timer would shut the CDN out. It is changed by a deployment, with both values accepted.',
  });
  return { stack, application, origin };
}

function rotateSigningKeys(stack: Stack, plan: Installation, secret: Secret): void {
  const rotate = new Function(stack, 'RotateSigningKeys', {
    description: 'New signing keys; the previous ones stay accepted',
    code: Code.fromAsset(fileURLToPath(new URL('./rotate-signing-keys', import.meta.url)), {
      exclude: ['*.test.ts', '*.d.mts'],
    }),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.seconds(30),
    environment: {
      SIGNING_KEYS: signingKeys.join(','),
      SHOWS: plan.shows.map(({ opensAt, endsAt }) => `${opensAt}/${endsAt}`).join(','),
    },
    logGroup: new LogGroup(stack, 'RotateSigningKeysLogs', {
      retention: logDays(plan.retention.logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  });
  acknowledge(rotate, {
    ...plainLambdaPolicies,
    'AwsSolutions-IAM5[Resource::*]': 'Only secretsmanager:GetRandomPassword, which has no resource.',
  });
  secret.addRotationSchedule('Rotation', {
    rotationLambda: rotate,
    automaticallyAfter: Duration.days(30),
  });
}
