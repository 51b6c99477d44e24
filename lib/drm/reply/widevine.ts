import { type Kid, kidFromBytes } from '@/lib/domain/kid';
import { type Layout, readMessage } from '@/lib/drm/challenge/protobuf';
import { messageTypes, readSignedMessage } from '@/lib/drm/challenge/signed-message';

/** What a Widevine license really gives; durations in seconds, 0 means without limit. */
export interface WidevineGrant {
  /** Lower-case hexadecimal, as in the challenge it answers. */
  readonly requestId?: string;
  readonly kids: readonly Kid[];
  readonly canPersist: boolean;
  readonly canRenew: boolean;
  /** From issue to the end of playing. */
  readonly licenseSeconds: number;
  /** From issue to the latest start of playing. */
  readonly rentalSeconds: number;
  /** From the start of playing to its end; 0 also when the CDM may let a started playback go on. */
  readonly playbackSeconds: number;
}

/** What was decided to be granted. */
export interface GrantLimit {
  readonly kids: readonly Kid[];
  readonly licenseSeconds: number;
}

const CLOCK_TOLERANCE_SECONDS = 60;

const license = { id: 1, policy: 2, key: 3 } as const;
const licenseLayout: Layout = {
  fields: { [license.id]: 'bytes', [license.policy]: 'bytes', [license.key]: 'repeated bytes' },
  others: 'skipped',
};

const REQUEST_ID = 1;
const idLayout: Layout = { fields: { [REQUEST_ID]: 'bytes' }, others: 'skipped' };

const policy = {
  canPersist: 2,
  canRenew: 3,
  rental: 4,
  playback: 5,
  license: 6,
  isPlaybackSoft: 14,
} as const;
const policyLayout: Layout = {
  fields: {
    [policy.canPersist]: 'varint',
    [policy.canRenew]: 'varint',
    [policy.rental]: 'varint',
    [policy.playback]: 'varint',
    [policy.license]: 'varint',
    [policy.isPlaybackSoft]: 'varint',
  },
  others: 'skipped',
};

const key = { id: 1, type: 4 } as const;
const keyLayout: Layout = { fields: { [key.id]: 'bytes', [key.type]: 'varint' }, others: 'skipped' };
const CONTENT_KEY = 2;
/** 1 signing, 3 key control, 4 operator session: none of them opens content. 5 entitlement and later ones may. */
const harmlessKeyTypes: readonly number[] = [1, 3, 4];

/**
 * Reads a Widevine license (License of license_protocol.proto: everything but the key bytes is in clear). Undefined when
 * it is none, or holds keys in a form whose reach cannot be read from it (entitlement and unknown key types).
 */
export function readWidevineLicense(bytes: Uint8Array): WidevineGrant | undefined {
  const inner = readSignedMessage(bytes, messageTypes.license);
  const message = inner && readMessage(inner, licenseLayout);
  if (message === undefined) return undefined;
  const id = readMessage(message.bytes(license.id) ?? new Uint8Array(), idLayout);
  const granted = readMessage(message.bytes(license.policy) ?? new Uint8Array(), policyLayout);
  const kids = readContentKids(message.all(license.key));
  if (id === undefined || granted === undefined || kids === undefined) return undefined;
  const requestId = id.bytes(REQUEST_ID);
  const isTrue = (field: number): boolean => (granted.varint(field) ?? 0) !== 0;
  const grant: WidevineGrant = {
    kids,
    canPersist: isTrue(policy.canPersist),
    canRenew: isTrue(policy.canRenew),
    licenseSeconds: granted.varint(policy.license) ?? 0,
    rentalSeconds: granted.varint(policy.rental) ?? 0,
    playbackSeconds: isTrue(policy.isPlaybackSoft) ? 0 : (granted.varint(policy.playback) ?? 0),
  };
  return requestId === undefined
    ? grant
    : Object.assign(grant, { requestId: Buffer.from(requestId).toString('hex') });
}

/**
 * Whether a license gives no more than was decided: no content key but the decided ones (none at all is fine: a renewal
 * brings no key), not storable, and playing ends in time. It ends with the license's own duration, or with the time to
 * start plus the time to play from then on, where both are limited: the time to play alone begins only at the first
 * frame, which may be days later. 0 is without limit. A minute more is let through for vendors that add a tolerance for
 * slow clocks. Renewal is not looked at: each one is a new decision here.
 */
export function isWithin(grant: WidevineGrant, limit: GrantLimit): boolean {
  const { licenseSeconds, rentalSeconds, playbackSeconds } = grant;
  const startAndPlay = rentalSeconds > 0 && playbackSeconds > 0 ? rentalSeconds + playbackSeconds : Infinity;
  const endsAfter = Math.min(licenseSeconds > 0 ? licenseSeconds : Infinity, startAndPlay);
  return (
    !grant.canPersist &&
    grant.kids.every((kid) => limit.kids.includes(kid)) &&
    endsAfter <= limit.licenseSeconds + CLOCK_TOLERANCE_SECONDS
  );
}

function readContentKids(containers: readonly Uint8Array[]): readonly Kid[] | undefined {
  const kids = new Set<Kid>();
  for (const container of containers) {
    const message = readMessage(container, keyLayout);
    const type = message?.varint(key.type);
    if (message === undefined || type === undefined) return undefined;
    if (harmlessKeyTypes.includes(type)) continue;
    const id = message.bytes(key.id);
    const kid = type === CONTENT_KEY && id !== undefined ? kidFromBytes(id) : undefined;
    if (kid === undefined) return undefined;
    kids.add(kid);
  }
  return [...kids];
}
