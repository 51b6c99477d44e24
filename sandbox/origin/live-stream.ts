import { type ContentKey, contentKeyFor } from '../drm/content-keys';
import type { Variant } from './live-path';
import type { LiveWindow } from './live-window';
import { writeSegment } from './media-segment';
import { protectInit } from './protected-init';
import { commonPssh, playreadyPssh, widevinePssh } from './pssh';
import { firstSampleOf, type Rendition, samplesOf, segmentTime } from './rendition';
import type { Scheme } from './sample-encryption';

export interface Protection {
  scheme: Scheme;
  keys: Record<Rendition['label'], ContentKey>;
  /** The same boxes stand in init segments and in the MPD. */
  pssh: { common: Uint8Array; widevine?: Uint8Array; playready?: Uint8Array };
}

/** What a manifest is written from. */
export interface LiveStream {
  window: LiveWindow;
  /** Absent for the clear variant. */
  protection?: Protection;
  /** Folders to fetch segments from, instead of the manifest's own. */
  bases?: readonly string[];
}

/** The keys and pssh boxes of a channel; undefined for the clear variant. One pssh names both KIDs of the channel. */
export function protectionOf(secret: string, channel: string, variant: Variant): Protection | undefined {
  const { scheme, drm } = variant;
  if (scheme === 'clear') return undefined;
  const keys = {
    AUDIO: contentKeyFor(secret, channel, 'AUDIO'),
    VIDEO: contentKeyFor(secret, channel, 'VIDEO'),
  };
  const kids = [keys.AUDIO.kid, keys.VIDEO.kid];
  const common = commonPssh(kids);
  if (drm === 'clearkey') return { scheme, keys, pssh: { common } };
  const named = { kids, scheme, contentId: channel };
  return { scheme, keys, pssh: { common, widevine: widevinePssh(named), playready: playreadyPssh(named) } };
}

export function initSegment(rendition: Rendition, protection: Protection | undefined): Uint8Array {
  const { init, kind } = rendition.track;
  if (protection === undefined) return init;
  const { kid, iv } = protection.keys[rendition.label];
  const { common, widevine, playready } = protection.pssh;
  const pssh = [common, widevine, playready].filter((box) => box !== undefined);
  return protectInit(init, { kind, scheme: protection.scheme, kid, iv, pssh });
}

/** The same number always gives the same bytes, whatever the start of the stream. */
export function mediaSegment(
  rendition: Rendition,
  segment: number,
  protection: Protection | undefined,
): Uint8Array {
  const plan = {
    kind: rendition.track.kind,
    samples: samplesOf(rendition, segment),
    sequence: (segment + 1) % 0x1_0000_0000,
    decodeTime: segmentTime(rendition, segment),
  };
  if (protection === undefined) return writeSegment(plan);
  const { key, iv } = protection.keys[rendition.label];
  const firstIv = (rendition.lane << 56n) + BigInt(firstSampleOf(rendition, segment));
  return writeSegment({ ...plan, encryption: { scheme: protection.scheme, key, iv, firstIv } });
}
