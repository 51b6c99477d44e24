import type { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '../acknowledge';
import { allow } from '../allow';
import type { Installation } from '../config/installation';
import type { Region } from '../config/regions';
import type { VideoChannel } from '../config/video-plan';
import type { Network } from '../data/network-stack';

interface Reach {
  readonly plan: Installation;
  readonly channel: VideoChannel;
  readonly network: Network;
  readonly packagedIn: readonly Region[];
}

/** MediaLive's rights for one channel of the plan: its log, its packages (none for a recording), its inputs' network, its clip. */
export function encoderRole(stack: Stack, { plan, channel, network, packagedIn }: Reach): Role {
  const role = new Role(stack, `EncoderRole-${channel.name}`, {
    assumedBy: new ServicePrincipal('medialive.amazonaws.com'),
  });
  allowLog(role, plan);
  const packages = packagedIn.map(
    (region) =>
      `arn:aws:mediapackagev2:${region}:${plan.account}:channelGroup/${plan.name}/channel/${channel.name}`,
  );
  if (packages.length > 0)
    allow(role, { actions: ['mediapackagev2:PutObject', 'mediapackagev2:GetChannel'], resources: packages });
  if (channel.input.kind === 'file') {
    const clip = channel.input.url.slice('s3ssl://'.length);
    allow(role, { actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${clip}`] });
  }
  if (channel.input.kind === 'vpc') allowNetwork(role, plan, network);
  return role;
}

/** As the MediaLive User Guide lists them. All channels of an account and region write to one group, which MediaLive makes. */
function allowLog(role: Role, plan: Installation): void {
  const groups = `arn:aws:logs:${plan.region}:${plan.account}:log-group`;
  const own = `${groups}:ElementalMediaLive`;
  allow(role, {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:PutMetricFilter',
      'logs:PutRetentionPolicy',
    ],
    resources: [own, `${own}:*`],
  });
  allow(role, { actions: ['logs:DescribeLogGroups'], resources: [`${groups}:*`] });
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::${own}:*]`]:
      'Streams get their names from MediaLive, one for each pipeline.',
    [`AwsSolutions-IAM5[Resource::${groups}:*]`]:
      'Whoever looks for one group lists them all; it shows their names and no line.',
  });
}

/** As the MediaLive User Guide lists them for VPC inputs; what can be narrowed is. */
function allowNetwork(role: Role, plan: Installation, { vpc }: Network): void {
  const ec2 = `arn:aws:ec2:${plan.region}:${plan.account}`;
  const subnets = vpc.privateSubnets.map(({ subnetId }) => `${ec2}:subnet/${subnetId}`);
  allow(role, {
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterfacePermission',
    ],
    resources: [`${ec2}:network-interface/*`, `${ec2}:security-group/*`, ...subnets],
  });
  allow(role, {
    actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets'],
    resources: ['*'],
  });
  const reason =
    'Interfaces get their id when MediaLive makes them, and EC2 has no resources for Describe actions.';
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]': reason,
    [`AwsSolutions-IAM5[Resource::${ec2}:network-interface/*]`]: reason,
    [`AwsSolutions-IAM5[Resource::${ec2}:security-group/*]`]: reason,
  });
}
