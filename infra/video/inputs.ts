import type { Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFlow } from 'aws-cdk-lib/aws-mediaconnect';
import { CfnInput } from 'aws-cdk-lib/aws-medialive';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../acknowledge';
import { allow } from '../allow';
import type { Installation } from '../config/installation';
import type { VideoChannel } from '../config/video-plan';
import type { Network } from '../data/network-stack';

interface InputParts {
  readonly plan: Installation;
  readonly channel: VideoChannel;
  readonly network: Network;
  readonly role: Role;
  /** `main` for viewers, `recording` for the second encoder: a push input feeds one channel only. */
  readonly use: 'main' | 'recording';
  readonly pipelines: 1 | 2;
}

/** Where an encoder's picture comes from, twice wherever it is live: one source for each pipeline. */
export function encoderInput(stack: Stack, parts: InputParts): CfnInput {
  const input = makeInput(stack, parts);
  // MediaLive makes (and removes) network interfaces and flows' outputs with the input: its rights come first and go last.
  input.node.addDependency(parts.role);
  return input;
}

function makeInput(stack: Stack, parts: InputParts): CfnInput {
  const { plan, channel, role, use } = parts;
  const name = `${plan.name}-${channel.name}-${use}`;
  const id = `Input-${channel.name}-${use}`;
  switch (channel.input.kind) {
    case 'file':
      return new CfnInput(stack, id, { name, type: 'MP4_FILE', sources: [{ url: channel.input.url }] });
    case 'vpc':
      return new CfnInput(stack, id, {
        name,
        type: 'RTP_PUSH',
        roleArn: role.roleArn,
        vpc: vpcPlace(stack, parts, channel.input.fromCidrs),
      });
    case 'srt':
      return srtInput(stack, { ...parts, id, name, source: channel.input });
  }
}

function vpcPlace(
  stack: Stack,
  { channel, network, use }: InputParts,
  fromCidrs: readonly string[],
): CfnInput.InputVpcRequestProperty {
  const group = new SecurityGroup(stack, `InputFrom-${channel.name}-${use}`, {
    vpc: network.vpc,
    description: `RTP for ${channel.name}`,
    allowAllOutbound: false,
  });
  for (const from of fromCidrs)
    group.addIngressRule(Peer.ipv4(from), Port.udp(5000), 'RTP from master control');
  return {
    subnetIds: network.vpc.privateSubnets.slice(0, 2).map(({ subnetId }) => subnetId),
    securityGroupIds: [group.securityGroupId],
  };
}

interface SrtParts extends InputParts {
  readonly id: string;
  readonly name: string;
  readonly source: { readonly fromCidr: string; readonly passwordSecretName: string };
}

/** As the MediaConnect User Guide lists them for a secret that is read. */
const passwordRights = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:ListSecretVersionIds',
];

/** A listener for each pipeline, in a zone of its own; the sender calls all. */
function srtInput(stack: Stack, parts: SrtParts): CfnInput {
  const { id, name, plan, network, role, source, channel, use, pipelines } = parts;
  const secret = Secret.fromSecretNameV2(stack, `${id}Password`, source.passwordSecretName);
  const reader = new Role(stack, `${id}PasswordRole`, {
    assumedBy: new ServicePrincipal('mediaconnect.amazonaws.com'),
  });
  const readable = `${secret.secretArn}-??????`;
  allow(reader, { actions: passwordRights, resources: [readable] });
  acknowledge(reader, {
    [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:${plan.region}:${plan.account}:secret:${source.passwordSecretName}-??????]`]:
      'The six characters that Secrets Manager puts after a name; the name is whole.',
  });
  const flows = network.vpc.availabilityZones.slice(0, pipelines).map((availabilityZone, at) => {
    const flow = new CfnFlow(stack, `Flow-${channel.name}-${use}-${at}`, {
      name: `${name}-${at}`,
      availabilityZone,
      source: {
        name: `${name}-${at}`,
        protocol: 'srt-listener',
        ingestPort: 5000,
        // Time to ask again for what was lost on the way; the sender's own counts where it is higher.
        minLatency: 2000,
        whitelistCidr: source.fromCidr,
        decryption: { keyType: 'srt-password', roleArn: reader.roleArn, secretArn: secret.secretArn },
      },
    });
    flow.node.addDependency(reader);
    return flow;
  });
  return fromFlows(stack, { id, name, role, flows });
}

interface FlowInput {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly flows: readonly CfnFlow[];
}

function fromFlows(stack: Stack, { id, name, role, flows }: FlowInput): CfnInput {
  allow(role, {
    actions: [
      'mediaconnect:ManagedDescribeFlow',
      'mediaconnect:ManagedAddOutput',
      'mediaconnect:ManagedRemoveOutput',
    ],
    resources: flows.map(({ attrFlowArn }) => attrFlowArn),
  });
  return new CfnInput(stack, id, {
    name,
    type: 'MEDIACONNECT',
    roleArn: role.roleArn,
    mediaConnectFlows: flows.map(({ attrFlowArn }) => ({ flowArn: attrFlowArn })),
  });
}
