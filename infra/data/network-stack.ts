import { type App, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Installation } from '../config/installation';
import { installationStack } from '../installation-stack';
import { logDays } from '../operations/log-days';

export interface Network {
  readonly stack: Stack;
  readonly vpc: Vpc;
  readonly functions: SecurityGroup;
}

/** Where functions and database live: functions reach the world through NAT (Stripe, DRM vendors), the database nothing. */
export function networkStack(app: App, plan: Installation): Network {
  const stack = installationStack(app, plan, { name: 'network', description: 'VPC' });
  const vpc = new Vpc(stack, 'Vpc', {
    ipAddresses: IpAddresses.cidr(plan.network.cidr),
    maxAzs: 2,
    natGateways: plan.network.natGateways,
    subnetConfiguration: [
      { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
      { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 19 },
      { name: 'database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
    ],
    gatewayEndpoints: {
      s3: { service: GatewayVpcEndpointAwsService.S3 },
      dynamodb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
    },
    restrictDefaultSecurityGroup: false,
  });
  vpc.addFlowLog('FlowLog', {
    destination: FlowLogDestination.toCloudWatchLogs(
      new LogGroup(stack, 'FlowLogs', {
        retention: logDays(plan.retention.logDays),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    ),
  });
  return {
    stack,
    vpc,
    functions: new SecurityGroup(stack, 'Functions', { vpc, description: 'Lambda functions' }),
  };
}
