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
      globalConfiguration: {
        outputLockingMode: 'EPOCH_LOCKING',
        outputTimingSource: 'SYSTEM_CLOCK',
        inputEndAction: isFile ? 'SWITCH_AND_LOOP_INPUTS' : 'NONE',
        inputLossBehavior: {
          repeatFrameMsec: 1000,
          blackFrameMsec: 10_000,
          inputLossImageType: 'COLOR',
          inputLossImageColor: '000000',
        },
      },
      videoDescriptions: parts.pictures.map(videoDescription),
      audioDescriptions: [audioDescription()],
      outputGroups: outputs.map(({ group }) => group),
    },
  });
}
