import { SecretValue } from 'aws-cdk-lib';
import type { CfnChannel } from 'aws-cdk-lib/aws-medialive';
import type { Installation } from '../config/installation';
import type { Region } from '../config/regions';
import type { VideoChannel } from '../config/video-plan';
import { recorded, renditions, sound } from './ladder';

/** One group of outputs with the destinations that it refers to. */
export interface Outputs {
  readonly group: CfnChannel.OutputGroupProperty;
  readonly destinations: CfnChannel.OutputDestinationProperty[];
}

interface Packaged {
  readonly plan: Installation;
  readonly channel: VideoChannel;
  /** MediaPackage of the same name in each; the first is the encoder's own. */
  readonly packagedIn: readonly Region[];
  readonly pipelines: 1 | 2;
}

/** CMAF to MediaPackage v2, one stream per output: each pipeline to its own ingest of each region's channel. */
export function toPackaging(packaged: Packaged): Outputs {
  const destinations = packageDestinations(packaged);
  const [first, ...others] = destinations.map(({ id }) => ({ destinationRefId: id }));
  if (first === undefined) throw new Error('a channel is packaged somewhere');
  const outputSettings = {
    mediaPackageOutputSettings: {
      mediaPackageV2DestinationSettings: { hlsAutoSelect: 'OMIT', hlsDefault: 'OMIT' },
    },
  };
  return {
    destinations,
    group: {
      name: 'packaging',
      outputGroupSettings: {
        mediaPackageGroupSettings: {
          destination: first,
          mediapackageV2GroupSettings: {
            ...(others.length === 0
              ? {}
              : { additionalDestinations: others.map((destination) => ({ destination })) }),
            // A segment ends with the first group of pictures that is as long: at 29.97 after 2.002 seconds.
            segmentLength: 2,
            segmentLengthUnits: 'SECONDS',
          },
        },
      },
      outputs: [
        ...renditions.map(({ name }) => ({ outputName: name, videoDescriptionName: name, outputSettings })),
        { outputName: sound, audioDescriptionNames: [sound], outputSettings },
      ],
    },
  };
}

/** The first region's is one destination with an ingest for each pipeline; of further ones each ingest is its own. */
function packageDestinations({
  plan,
  channel,
  packagedIn,
  pipelines,
}: Packaged): CfnChannel.OutputDestinationProperty[] {
  return packagedIn.flatMap((region, at) => {
    const ingests = ['ENDPOINT_1', 'ENDPOINT_2'].slice(0, pipelines).map((channelEndpointId) => ({
      channelGroup: plan.name,
      channelName: channel.name,
      channelEndpointId,
      mediaPackageRegionName: region,
    }));
    return at === 0
      ? [{ id: 'package', mediaPackageSettings: ingests }]
      : ingests.map((ingest, pipeline) => ({
          id: `package${at}-${pipeline}`,
          mediaPackageSettings: [ingest],
        }));
  });
}

/** An unlisted live event, for Content ID. Address and key are read from the secret when it is deployed. */
export function toYoutube(secretName: string, pipelines: 1 | 2): Outputs {
  const of = (jsonField: string): string =>
    SecretValue.secretsManager(secretName, { jsonField }).unsafeUnwrap();
  return {
    destinations: [
      {
        id: 'youtube',
        settings: ['url', 'backupUrl']
          .slice(0, pipelines)
          .map((url) => ({ url: of(url), streamName: of('streamKey') })),
      },
    ],
    group: {
      name: 'youtube',
      outputGroupSettings: {
        // When YouTube does not take it, the show goes on.
        rtmpGroupSettings: {
          inputLossAction: 'EMIT_OUTPUT',
          cacheFullBehavior: 'DISCONNECT_IMMEDIATELY',
          restartDelay: 15,
        },
      },
      outputs: [
        {
          outputName: 'youtube',
          videoDescriptionName: 'v1080',
          audioDescriptionNames: [sound],
          outputSettings: {
            rtmpOutputSettings: {
              destination: { destinationRefId: 'youtube' },
              connectionRetryInterval: 5,
              numRetries: 100,
            },
          },
        },
      ],
    },
  };
}

/** Ten-minute pieces: what was written before a failure is whole. */
export function toRecording(bucketName: string, channel: VideoChannel): Outputs {
  return {
    destinations: [{ id: 'recording', settings: [{ url: `s3ssl://${bucketName}/${channel.name}/$dt$` }] }],
    group: {
      name: 'recording',
      outputGroupSettings: {
        archiveGroupSettings: { destination: { destinationRefId: 'recording' }, rolloverInterval: 600 },
      },
      outputs: [
        {
          outputName: 'recording',
          videoDescriptionName: recorded.name,
          audioDescriptionNames: [sound],
          outputSettings: {
            archiveOutputSettings: {
              extension: 'ts',
              nameModifier: '-part',
              containerSettings: { m2TsSettings: {} },
            },
          },
        },
      ],
    },
  };
}
