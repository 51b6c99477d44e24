import type { Stack } from 'aws-cdk-lib';
import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackagev2';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allow } from '../allow';
import { acknowledge } from '../acknowledge';
import { cfnBucket } from '../log-bucket';
import type { Installation } from '../config/installation';
import type { Region } from '../config/regions';
import type { VideoChannel, VideoPlan } from '../config/video-plan';
import type { Network } from '../data/network-stack';
import { encoder } from './encoder';
import { encoderRole } from './encoder-role';
import { encoderInput } from './inputs';
import { recorded, renditions } from './ladder';
import { toPackaging, toRecording, toYoutube } from './output-groups';
import { recordingBucket } from './recording-bucket';

interface Parts {
  readonly plan: Installation;
  readonly network: Network;
  readonly packagedIn: readonly Region[];
  /** Of this stack: encoders name them without a reference, and have to be made after them. */
  readonly packages: readonly CfnOriginEndpoint[];
}

/** The MediaLive channels of the plan; a recorded show has a second one, which goes on when the first fails. */
export function encoders(stack: Stack, video: VideoPlan, parts: Parts): CfnChannel[] {
  const bucket = video.channels.some(({ recording }) => recording)
    ? recordingBucket(stack, parts.plan)
    : undefined;
  return video.channels.flatMap((channel) => [
    forViewers(stack, channel, parts),
    ...(channel.recording && bucket !== undefined ? [forRecord(stack, channel, { ...parts, bucket })] : []),
  ]);
}

function forViewers(stack: Stack, channel: VideoChannel, parts: Parts): CfnChannel {
  const { plan, packagedIn } = parts;
  const role = encoderRole(stack, { ...parts, channel });
  // A file is one source, and MediaLive wants two for two pipelines: a rehearsal from a file has one.
  const pipelines = channel.purpose === 'show' && channel.input.kind !== 'file' ? 2 : 1;
  const made = encoder(stack, {
    id: `Encoder-${channel.name}`,
    name: `${plan.name}-${channel.name}`,
    channel,
    role,
    pipelines,
    input: encoderInput(stack, { ...parts, channel, role, use: 'main', pipelines }),
    pictures: renditions,
    outputs: [
      toPackaging({ plan, channel, packagedIn, pipelines }),
      ...(channel.youtubeSecretName === undefined ? [] : [toYoutube(channel.youtubeSecretName, pipelines)]),
    ],
  });
  made.node.addDependency(role, ...parts.packages);
  return made;
}

function forRecord(
  stack: Stack,
  channel: VideoChannel,
  { bucket, ...parts }: Parts & { bucket: Bucket },
): CfnChannel {
  const role = encoderRole(stack, {
    ...parts,
    channel: { ...channel, name: `${channel.name}-recording` },
    packagedIn: [],
  });
  allow(role, { actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${channel.name}/*`)] });
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::<${stack.getLogicalId(cfnBucket(bucket))}.Arn>/${channel.name}/*]`]:
      'Recordings get their names from the clock, below the channel’s own folder.',
  });
  const made = encoder(stack, {
    id: `Recorder-${channel.name}`,
    name: `${parts.plan.name}-${channel.name}-recording`,
    channel,
    role,
    pipelines: 1,
    input: encoderInput(stack, { ...parts, channel, role, use: 'recording', pipelines: 1 }),
    pictures: [recorded],
    outputs: [toRecording(bucket.bucketName, channel)],
  });
  made.node.addDependency(role);
  return made;
}
