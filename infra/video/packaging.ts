import type { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnChannel, CfnChannelGroup, CfnOriginEndpoint } from 'aws-cdk-lib/aws-mediapackagev2';
import { allow } from '../allow';
import type { Installation } from '../config/installation';
import type { KeyServer, VideoChannel, VideoPlan } from '../config/video-plan';

/** The one endpoint of a channel: a folder of its own, as signed cookies need it. */
export const endpointName = 'cmaf';

export interface Packaging {
  readonly stack: Stack;
  readonly egressDomain: string;
  readonly endpoints: readonly CfnOriginEndpoint[];
}

interface PackagingParts {
  readonly plan: Installation;
  readonly video: VideoPlan;
  /** That of the stack's region: MediaPackage asks in its own region only. */
  readonly keyServer: KeyServer;
}

/**
 * MediaPackage v2 in the region of `stack`: CMAF in; HLS and DASH out of the same encrypted segments, at
 * `/out/v1/<installation>/<channel>/cmaf/index.{m3u8,mpd}` in every region, so that a CDN can change over.
 */
export function packaging(stack: Stack, parts: PackagingParts): Packaging {
  const { plan, video } = parts;
  const group = new CfnChannelGroup(stack, 'ChannelGroup', { channelGroupName: plan.name });
  const role = keyServerRole(stack, parts);
  const endpoints = video.channels.map((wanted) => {
    const channel = new CfnChannel(stack, `Package-${wanted.name}`, {
      channelGroupName: plan.name,
      channelName: wanted.name,
      inputType: 'CMAF',
      // Of two pipelines the better one, and its score in every answer for the CDN's choice.
      inputSwitchConfiguration: { mqcsInputSwitching: true },
      outputHeaderConfiguration: { publishMqcs: true },
    });
    channel.addResourceDependency(group);
    const endpoint = originEndpoint(stack, wanted, { ...parts, role });
    endpoint.addResourceDependency(channel);
    return endpoint;
  });
  return { stack, egressDomain: group.attrEgressDomain, endpoints };
}

/** MediaPackage asks the DRM vendor's key server through an API Gateway, with this role (SPEKE v2). */
function keyServerRole(stack: Stack, { plan, keyServer }: PackagingParts): Role {
  const role = new Role(stack, 'KeyServerRole', {
    assumedBy: new ServicePrincipal('mediapackagev2.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': plan.account } },
    }),
  });
  allow(role, { actions: ['execute-api:Invoke'], resources: [keyServer.apiArn] });
  return role;
}

interface EndpointParts extends PackagingParts {
  readonly role: Role;
}

function originEndpoint(stack: Stack, channel: VideoChannel, parts: EndpointParts): CfnOriginEndpoint {
  const { plan, video } = parts;
  return new CfnOriginEndpoint(stack, `Endpoint-${channel.name}`, {
    channelGroupName: plan.name,
    channelName: channel.name,
    originEndpointName: endpointName,
    containerType: 'CMAF',
    startoverWindowSeconds: channel.startoverSeconds,
    segment: {
      segmentDurationSeconds: 4,
      segmentName: 'segment',
      encryption: encryption(channel, parts),
    },
    hlsManifests: [{ manifestName: 'index', manifestWindowSeconds: 60, programDateTimeIntervalSeconds: 1 }],
    dashManifests: [
      {
        manifestName: 'index',
        manifestWindowSeconds: 60,
        minUpdatePeriodSeconds: 4,
        minBufferTimeSeconds: 8,
        suggestedPresentationDelaySeconds: 16,
        segmentTemplateFormat: 'NUMBER_WITH_TIMELINE',
        drmSignaling: 'INDIVIDUAL',
        utcTiming: { timingMode: 'UTC_DIRECT' },
      },
    ],
    // An origin that stands still answers with errors: only where there is another one to change over to.
    ...(video.secondRegion === undefined
      ? {}
      : {
          forceEndpointErrorConfiguration: {
            endpointErrorConditions: ['STALE_MANIFEST', 'INCOMPLETE_MANIFEST'],
          },
        }),
  });
}

function encryption(
  channel: VideoChannel,
  { video, keyServer, role }: EndpointParts,
): CfnOriginEndpoint.EncryptionProperty {
  return {
    encryptionMethod: { cmafEncryptionMethod: channel.scheme },
    // No rotation: with static keys viewers ask once and not all in the same second.
    spekeKeyProvider: {
      url: keyServer.url,
      roleArn: role.roleArn,
      resourceId: channel.contentId,
      drmSystems: video.speke.drmSystems,
      // One key for pictures, one for sound: sound then plays where HD may not.
      encryptionContractConfiguration: {
        presetSpeke20Video: 'PRESET_VIDEO_1',
        presetSpeke20Audio: 'PRESET_AUDIO_1',
      },
    },
  };
}
