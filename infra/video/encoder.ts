import type { Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { CfnChannel, type CfnInput } from 'aws-cdk-lib/aws-medialive';
import type { VideoChannel } from '../config/video-plan';
import { audioDescription, videoDescription } from './ladder';
import type { Outputs } from './output-groups';

interface EncoderParts {
  readonly id: string;
  readonly name: string;
  readonly channel: VideoChannel;
  readonly input: CfnInput;
  readonly role: Role;
  readonly pipelines: 1 | 2;
  readonly pictures: readonly Parameters<typeof videoDescription>[0][];
  readonly outputs: readonly Outputs[];
}

/** A MediaLive channel; it costs only while it runs, and starting it is a step of the runbook. */
export function encoder(stack: Stack, parts: EncoderParts): CfnChannel {
  const { channel, input, role, pipelines, outputs } = parts;
  const isFile = channel.input.kind === 'file';
  return new CfnChannel(stack, parts.id, {
    name: parts.name,
    // Cannot be changed later: two pipelines in two zones for whatever viewers see of a show.
    channelClass: pipelines === 2 ? 'STANDARD' : 'SINGLE_PIPELINE',
    roleArn: role.roleArn,
    logLevel: 'WARNING',
    inputSpecification: { codec: 'AVC', maximumBitrate: 'MAX_20_MBPS', resolution: 'HD' },
    inputAttachments: [
      {
        inputAttachmentName: 'source',
        inputId: input.ref,
        inputSettings: {
          sourceEndBehavior: isFile ? 'LOOP' : 'CONTINUE',
          audioSelectors: [{ name: 'default' }],
        },
      },
    ],
    destinations: outputs.flatMap(({ destinations }) => destinations),
    encoderSettings: {
      // Master control's clock is in the pictures: by it both pipelines cut at the same frames.
      timecodeConfig: { source: isFile ? 'SYSTEMCLOCK' : 'EMBEDDED' },
      globalConfiguration: globalConfiguration(isFile, pipelines),
      // They would want s3:PutObject on a bucket that AWS names nowhere, so on every bucket.
      thumbnailConfiguration: { state: 'DISABLED' },
      videoDescriptions: parts.pictures.map((picture) => videoDescription(picture, channel.framesPerSecond)),
      audioDescriptions: [audioDescription()],
      outputGroups: outputs.map(({ group }) => group),
    },
  });
}

/** Two pipelines are locked by the timecode of their source; one has nothing to be locked to. */
function globalConfiguration(isFile: boolean, pipelines: 1 | 2): CfnChannel.GlobalConfigurationProperty {
  return {
    ...(pipelines === 2 ? { outputLockingMode: 'EPOCH_LOCKING' } : {}),
    // MediaLive refuses epoch locking by another clock than the source's. A file has none.
    outputTimingSource: isFile ? 'SYSTEM_CLOCK' : 'INPUT_CLOCK',
    inputEndAction: isFile ? 'SWITCH_AND_LOOP_INPUTS' : 'NONE',
    inputLossBehavior: {
      repeatFrameMsec: 1000,
      blackFrameMsec: 10_000,
      inputLossImageType: 'COLOR',
      inputLossImageColor: '000000',
    },
  };
}
