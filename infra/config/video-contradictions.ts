import { overlap } from './ipv4-network';
import { entriesOf } from './setting-formats';
import type { KeyServer, VideoChannel, VideoPlan } from './video-plan';

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Plan {
  readonly region: string;
  readonly network: { readonly cidr: string };
  readonly portal: { readonly settings: { readonly MEDIA_ORIGINS?: string | undefined } };
}

/** What the fields of `video` cannot show each alone, and what they must have in common with the rest of the plan. */
export function videoContradictions(video: VideoPlan, plan: Plan): readonly Problem[] {
  const { channels, secondRegion, speke } = video;
  return [
    ...withoutOrigin(video, plan),
    ...keyServerProblems(speke, { path: ['video', 'speke'], region: plan.region }),
    ...(secondRegion === undefined
      ? []
      : keyServerProblems(secondRegion.speke, {
          path: ['video', 'secondRegion', 'speke'],
          region: secondRegion.region,
        })),
    ...(secondRegion?.region === plan.region
      ? [{ path: ['video', 'secondRegion', 'region'], message: 'is the first region again' }]
      : []),
    ...channels.flatMap((channel, at) => channelProblems(channel, at, { video, plan })),
    ...sharedBetween(channels),
  ];
}

/** Players fetch from origins that the portal's Content-Security-Policy names, and events from no others. */
function withoutOrigin({ domain }: VideoPlan, { portal }: Plan): Problem[] {
  const wanted = `https://${domain}`;
  const origins = entriesOf(portal.settings.MEDIA_ORIGINS ?? '').map((url) => new URL(url).origin);
  return origins.includes(wanted)
    ? []
    : [{ path: ['portal', 'settings', 'MEDIA_ORIGINS'], message: `does not have ${wanted} (video.domain)` }];
}

interface KeyServerPlace {
  readonly path: readonly string[];
  readonly region: string;
}

/** MediaPackage reaches an API Gateway of its own region only; of this account, or of a vendor who lets its role in. */
function keyServerProblems({ url, apiArn }: KeyServer, { path, region }: KeyServerPlace): Problem[] {
  const [, , , arnRegion = '', , resource = ''] = apiArn.split(':');
  const [api] = resource.split('/');
  const [, urlApi, urlRegion] =
    /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/.exec(new URL(url).hostname) ?? [];
  const at = (field: string, message: string): Problem => ({ path: [...path, field], message });
  return [
    ...(arnRegion === region ? [] : [at('apiArn', `is of ${arnRegion}, and MediaPackage of ${region}`)]),
    ...(urlRegion === undefined || urlRegion === region
      ? []
      : [at('url', `is of ${urlRegion}, and MediaPackage of ${region}`)]),
    ...(urlApi === undefined || urlRegion !== region || arnRegion !== region || urlApi === api
      ? []
      : [at('url', `is of API ${urlApi}, and apiArn lets in to ${api} only`)]),
  ];
}

interface ChannelPlace {
  readonly video: VideoPlan;
  readonly plan: Plan;
}

function channelProblems(channel: VideoChannel, at: number, { video, plan }: ChannelPlace): Problem[] {
  const { input, purpose, recording, scheme, youtubeSecretName } = channel;
  const path = ['video', 'channels', at];
  const problems: Problem[] = [];
  if (purpose === 'test' && (recording || youtubeSecretName !== undefined))
    problems.push({ path, message: 'a test channel is neither recorded nor sent to YouTube' });
  // MediaPackage User Guide, "Container and DRM system support with SPEKE": in CMAF, FairPlay is cbcs only.
  if (scheme === 'CENC' && video.speke.drmSystems.includes('FAIRPLAY'))
    problems.push({
      path: [...path, 'scheme'],
      message: 'is CENC, and FAIRPLAY (video.speke.drmSystems) takes CBCS only',
    });
  for (const [n, from] of input.kind === 'vpc' ? input.fromCidrs.entries() : [])
    if (overlap(from, plan.network.cidr))
      problems.push({
        path: [...path, 'input', 'fromCidrs', n],
        message: `shares addresses with network.cidr (${plan.network.cidr}), and could not be routed to`,
      });
  return problems;
}

/** Channels share neither names nor keys: what opens the test channel must open no show. */
function sharedBetween(channels: readonly VideoChannel[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const [at, { name, contentId, keyIds, recording }] of channels.entries()) {
    const own = [
      `channel name ${name}`,
      ...(recording ? [`channel name ${name}-recording`] : []),
      `content id ${contentId}`,
      ...keyIds.map((keyId) => `key id ${keyId}`),
    ];
    for (const thing of own) {
      const other = seen.get(thing);
      if (other !== undefined)
        problems.push({
          path: ['video', 'channels', at],
          message: `${thing} is used by channel ${other} too`,
        });
      seen.set(thing, name);
    }
  }
  return problems;
}
