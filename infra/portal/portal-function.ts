import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { acknowledge } from '../acknowledge';
import type { Installation } from '../config/installation';
import { type Data, databaseName } from '../data/data-stack';
import type { Network } from '../data/network-stack';
import { vpcLambdaPolicies } from '../lambda-role';
import { logDays } from '../operations/log-days';
import type { Secrets } from '../secrets/secrets-stack';
import type { Bundle } from './open-next-output';

/** What a function of the portal stands on. */
export interface Ground {
  readonly plan: Installation;
  readonly network: Network;
  readonly data: Data;
  readonly secrets: Secrets;
}

interface FunctionPlan {
  readonly id: string;
  /** Absent: AWS makes one up. */
  readonly name?: string;
  readonly description: string;
  readonly bundle: Bundle;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly reserved?: number;
  readonly diskMb?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A function in the VPC that may read the database's secret and the application's, and nothing else. It is told where
 * secrets are, never their values: the entry of each bundle makes `DATABASE_URL` of them (docs/deploy.md).
 */
export function portalFunction(stack: Stack, ground: Ground, wanted: FunctionPlan): Function {
  const { plan, network, data, secrets } = ground;
  const made = new Function(stack, wanted.id, {
    description: wanted.description,
    code: Code.fromAsset(wanted.bundle.folder),
    ...(wanted.name === undefined ? {} : { functionName: wanted.name }),
    handler: wanted.bundle.handler,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: wanted.memoryMb,
    timeout: Duration.seconds(wanted.timeoutSeconds),
    ...(wanted.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(wanted.diskMb) }),
    ...(wanted.reserved === undefined ? {} : { reservedConcurrentExecutions: wanted.reserved }),
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    securityGroups: [network.functions],
    environment: { ...whereThingsAre(ground), ...wanted.environment },
    logGroup: new LogGroup(stack, `${wanted.id}Logs`, {
      retention: logDays(plan.retention.logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  });
  secrets.application.grantRead(made);
  data.secret.grantRead(made);
  acknowledge(made, vpcLambdaPolicies);
  return made;
}

function whereThingsAre({ data, secrets }: Ground): Record<string, string> {
  return {
    SECRETS_ID: secrets.application.secretArn,
    DATABASE_SECRET_ID: data.secret.secretArn,
    DATABASE_HOST: data.proxy.endpoint,
    DATABASE_NAME: databaseName,
    // An environment answers one request at a time; the second connection is for work after the answer.
    DATABASE_POOL_MAX: '2',
  };
}
