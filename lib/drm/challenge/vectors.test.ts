import { expect, test } from 'vitest';
import { parseContentId } from '@/lib/domain/content-id';
import { type Kid, kidFromBytes, parseKid } from '@/lib/domain/kid';
import { isWithin, readWidevineLicense } from '../reply/widevine';
import type { Challenge } from './challenge';
import { playReadySoap } from './playready-soap';
import { readChallenge } from './read-challenge';
import { guidOf, header40, soap } from './test-playready';
import { findVector, textOf, textsOf, type Vector, vectors } from './test-vectors';
import * as wv from './test-widevine';

const kid = (text: string): Kid => {
  const parsed = parseKid(text);
  if (parsed === undefined) throw new Error(`no key id: ${text}`);
  return parsed;
};
const bytesOf = (part: Vector['input'], name: string): Uint8Array => {
  return Buffer.from(
    textOf(part, name),
    name.includes('hex') ? 'hex' : name.includes('base64') ? 'base64' : 'utf8',
  );
};
const fixture = findVector('widevine-event-fixture');
const [kidA1, kidA2] = textsOf(fixture.input, 'event_a_kids').map(kid);
const [kidB] = textsOf(fixture.input, 'event_b_kids').map(kid);
if (kidA1 === undefined || kidA2 === undefined || kidB === undefined) throw new Error('no fixture');
const contentIdA = textOf(fixture.input, 'event_a_content_id');

function readsWidevine({ input, expected }: Vector): void {
  const challenge = readChallenge('widevine', bytesOf(input, 'challenge_base64'));
  const contentIds = textsOf(expected, 'content_ids').map(parseContentId);
  const requestId = textOf(expected, 'request_id');
  if (expected['request_type'] !== 'NEW') expect(challenge).toEqual({ kind: 'renewal', requestId });
  else {
    const kids = textsOf(expected, 'key_ids').map(parseKid);
    expect(challenge).toEqual({ kind: 'new', kids, contentIds, requestId });
  }
}

function readsPlayReady({ input, expected }: Vector): void {
  const text = Buffer.from(textOf(input, 'challenge_utf8'));
  const challenge = { kind: 'new', kids: textsOf(expected, 'uuids'), contentIds: [] };
  expect(readChallenge('playready', text)).toEqual(challenge);
  expect(playReadySoap(text)).toBe(text);
}

function readsGuid({ input, expected }: Vector): void {
  const uuid = kid(textOf(expected, 'uuid'));
  expect(guidOf(uuid)).toBe(textOf(input, 'kid_base64'));
  expect(kidsOf(readChallenge('playready', Buffer.from(soap(header40(uuid)))))).toEqual([uuid]);
}

function kidsOf(challenge: Challenge | undefined): readonly Kid[] {
  return challenge?.kind === 'new' ? challenge.kids : [];
}

/** The fixture's cases by name: what each names, or undefined where no reading of it may be answered. */
const { byCenc, byInitData, psshBox, psshData, widevineRequest } = wv;
const fixtureCases: Readonly<
  Record<string, readonly [Uint8Array, PsshNamed | 'renewal' | 'release' | undefined]>
> = {
  'one-kid': [byCenc(psshData({ kids: [kidA1] })), { kids: [kidA1] }],
  'two-kids-one-pssh': [byCenc(psshData({ kids: [kidA1, kidA2] })), { kids: [kidA1, kidA2] }],
  'two-kids-two-pssh': [
    byCenc(psshData({ kids: [kidA1] }), psshData({ kids: [kidA2] })),
    { kids: [kidA1, kidA2] },
  ],
  'content-id-only': [byCenc(psshData({ contentId: contentIdA })), { kids: [], contentId: contentIdA }],
  'init-data-v0-box': [byInitData(psshBox({ data: psshData({ kids: [kidA1] }) })), { kids: [kidA1] }],
  'init-data-v1-box-kid-in-header-only': [
    byInitData(psshBox({ data: psshData({}), kids: [kidA1] })),
    { kids: [kidA1] },
  ],
  'kid-of-a-content-id-of-b (some vendors look keys up by content id)': [
    byCenc(psshData({ kids: [kidA1], contentId: 'event-b' })),
    { kids: [kidA1], contentId: 'event-b' },
  ],
  'no-kid-no-content-id': [byCenc(psshData({})), undefined],
  'mixed-event-kids': [byCenc(psshData({ kids: [kidA1, kidB] })), { kids: [kidA1, kidB] }],
  'mixed-event-second-pssh': [
    byCenc(psshData({ kids: [kidA1] }), psshData({ kids: [kidB] })),
    { kids: [kidA1, kidB] },
  ],
  'offline-type (no offline sold)': [
    wv.field(1, wv.message(wv.field(1, psshData({ kids: [kidA1] })), wv.field(2, 2))),
    undefined,
  ],
  'init-data-v1-header-and-body-disagree': [
    byInitData(psshBox({ data: psshData({ kids: [kidB] }), kids: [kidA1] })),
    undefined,
  ],
  renewal: [wv.byExistingLicense(), 'renewal'],
  release: [wv.byExistingLicense(), 'release'],
};

interface PsshNamed {
  readonly kids: readonly Kid[];
  readonly contentId?: string;
}

function readsFixture({ expected, input }: Vector): void {
  const lists = ['allow_for_ticket_a', 'refuse_for_ticket_a', 'by_session_binding_only'];
  expect(Object.keys(fixtureCases)).toEqual(lists.flatMap((list) => textsOf(expected, list)));
  const requestId = textOf(input, 'request_id_hex');
  for (const [name, [contentId, named]] of Object.entries(fixtureCases)) {
    const type = named === 'renewal' ? 2 : named === 'release' ? 3 : 1;
    const challenge = readChallenge('widevine', widevineRequest(contentId, type));
    if (named === undefined) expect(challenge, name).toBeUndefined();
    else if (typeof named === 'string') expect(challenge, name).toEqual({ kind: named, requestId });
    else {
      const contentIds = named.contentId === undefined ? [] : [parseContentId(named.contentId)];
      expect(challenge, name).toEqual({ kind: 'new', kids: named.kids, contentIds, requestId });
    }
  }
}

/** A public PSSH box inside a request, by both ways of carrying it. */
function readsBox(box: Uint8Array, kidText: string): void {
  const byBox = readChallenge('widevine', widevineRequest(byInitData(box)));
  const byData = readChallenge('widevine', widevineRequest(byCenc(box.subarray(32))));
  expect(kidsOf(byBox)).toEqual([parseKid(kidText)]);
  expect(byData).toEqual(byBox);
}

const here: Readonly<Record<string, (vector: Vector) => void>> = {
  'widevine-challenge-real-contentid-only': readsWidevine,
  'widevine-service-certificate-request': ({ input }) => {
    expect(readChallenge('widevine', bytesOf(input, 'challenge_hex'))).toEqual({ kind: 'certificate' });
    expect(bytesOf(input, 'challenge_base64')).toEqual(bytesOf(input, 'challenge_hex'));
  },
  'widevine-challenge-constructed-one-kid': readsWidevine,
  'widevine-challenge-constructed-renewal': readsWidevine,
  'widevine-challenge-refuse-truncated': ({ input }) => {
    expect(readChallenge('widevine', bytesOf(input, 'challenge_base64'))).toBeUndefined();
  },
  'widevine-event-fixture': readsFixture,
  'widevine-licence-reply-event-keys': ({ input, expected }) => {
    const grant = readWidevineLicense(bytesOf(input, 'reply_base64'));
    expect(grant).toEqual({
      requestId: textOf(expected, 'request_id'),
      kids: textsOf(expected, 'content_key_ids').map(kid),
      canPersist: expected['can_persist'],
      canRenew: expected['can_renew'],
      licenseSeconds: expected['license_duration_seconds'],
      rentalSeconds: 0,
      playbackSeconds: 0,
    });
    expect(grant && isWithin(grant, { kids: [kidA1, kidA2], licenseSeconds: 600 })).toBe(true);
  },
  'playready-kid-89256e53': readsGuid,
  'playready-kid-01234567': readsGuid,
  'playready-challenge-constructed-v40': readsPlayReady,
  'playready-challenge-constructed-v42-two': readsPlayReady,
  'playready-keymessage-wrapped': ({ input, expected }) => {
    const wrapped = bytesOf(input, 'message_base64_utf16le');
    const utf8 = Buffer.from(textOf(input, 'message_text'));
    const challenge = { kind: 'new', kids: textsOf(expected, 'uuids'), contentIds: [] };
    const inner = /<Challenge [^>]*>([^<]*)</.exec(utf8.toString())?.[1] ?? '';
    for (const bytes of [wrapped, utf8, Buffer.concat([Buffer.from([0xff, 0xfe]), wrapped])]) {
      expect(readChallenge('playready', bytes)).toEqual(challenge);
      expect(playReadySoap(bytes)).toEqual(Buffer.from(inner, 'base64'));
    }
  },
  'playready-refuse-doctype': ({ input }) => {
    expect(readChallenge('playready', Buffer.from(textOf(input, 'challenge_utf8')))).toBeUndefined();
  },
  'fairplay-sinf-c9caebff': ({ input, expected }) => {
    const sinf = Buffer.from(bytesOf(input, 'sinf_base64'));
    const at = sinf.indexOf('tenc') + 12;
    expect(kidFromBytes(sinf.subarray(at, at + 16))).toBe(parseKid(textOf(expected, 'default_kid')));
  },
  'fairplay-skd-26fecc': ({ input, expected }) => {
    const [claim = ''] = textOf(input, 'skd').slice('skd://'.length).split(':');
    expect(parseKid(claim)).toBe(expected['kid']);
  },
  'fairplay-body-encodings': ({ expected }) => {
    expect(readChallenge('fairplay', bytesOf(expected, 'octet_stream_hex'))).toEqual({ kind: 'sealed' });
  },
  'clearkey-2f05477f': ({ input, expected }) => {
    const challenge = readChallenge('clearkey', bytesOf(input, 'request'));
    expect(challenge).toEqual({ kind: 'new', kids: [kid(textOf(expected, 'kid_hex'))], contentIds: [] });
  },
  'pssh-widevine-test-hd': ({ input, expected }) => {
    readsBox(bytesOf(input, 'pssh_base64'), textOf(expected, 'kid'));
    const challenge = readChallenge('widevine', widevineRequest(byInitData(bytesOf(input, 'pssh_base64'))));
    expect(challenge).toMatchObject({ contentIds: [parseContentId(textOf(expected, 'content_id'))] });
  },
  'pssh-common-v1': ({ input, expected }) => {
    const box = bytesOf(input, 'pssh_hex');
    expect(readChallenge('widevine', widevineRequest(byInitData(box)))).toBeUndefined();
    const ofWidevine = Buffer.from(
      textOf(input, 'pssh_hex').replace(/1077efec.{24}/, wv.widevineSystemId),
      'hex',
    );
    const kids = textsOf(expected, 'key_ids').map(kid);
    expect(kidsOf(readChallenge('widevine', widevineRequest(byInitData(ofWidevine))))).toEqual(kids);
  },
  'wpt-initdata-widevine-plus-playready': ({ input }) => {
    const both = Buffer.from(bytesOf(input, 'cenc_init_data_base64'));
    const end = both.readUInt32BE(0);
    const uuid = 'ad13f9ea-2be6-98b8-75f5-04a8e3ccea64';
    readsBox(both.subarray(0, end), uuid);
    expect(readChallenge('widevine', widevineRequest(byInitData(both)))).toBeUndefined();
    const header = both.subarray(end + 32 + 10).toString('utf16le');
    expect(kidsOf(readChallenge('playready', Buffer.from(soap(header))))).toEqual([uuid]);
  },
  'wpt-pssh-multikey-1': ({ input, expected }) => {
    readsBox(bytesOf(input, 'pssh_base64'), textOf(expected, 'kid'));
  },
};

/** Proven beside the code that they are about. */
const elsewhere: Readonly<Record<string, string>> = {
  'widevine-sign-1': 'widevine-cloud adapter',
  'fairplay-reply-encodings': 'FairPlay replies, in the vendor adapters',
  'doverunner-v1-tutorial': 'doverunner adapter',
  'doverunner-v2-derived-widevine': 'doverunner adapter',
  'doverunner-whitespace-trap': 'doverunner adapter',
  'axinom-lsm-derived': 'axinom adapter',
  'drmtoday-auth-token-derived': 'drmtoday adapter',
  'drmtoday-custom-data-public': 'drmtoday adapter',
  'dashif-authorization-token': 'dash-if adapter',
  'speke-v2-request': 'key exchange of the packager',
  'cloudfront-signed-cookie-encoding': 'CDN cookies',
};

test('every vector has exactly one owner', () => {
  const owned = [...Object.keys(here), ...Object.keys(elsewhere)];
  expect(owned.toSorted()).toEqual(vectors.map((vector) => vector.id).toSorted());
});

test.each(Object.keys(here))('vector %s', (id) => {
  expect.hasAssertions();
  here[id]?.(findVector(id));
});
