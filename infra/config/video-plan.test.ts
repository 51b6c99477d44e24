import { describe, expect, test } from 'vitest';
import { problemsWith } from './test-plan';

const shared = ['6d2a3f0e-0f5b-4a57-9c3e-6a5b1f0d7c02'];
const media = 'MEDIA_ORIGINS: does not have https://media-a.example.com (video.domain)';
const srt = { kind: 'srt', fromCidr: '203.0.113.7/24', passwordSecretName: 'example/srt' };

test.each<[path: string, value: unknown, problem: string]>([
  ['video.channels.1.keyIds', shared, `video.channels.1: key id ${shared[0]} is used by channel main too`],
  [
    'video.channels.1.contentId',
    'night-one',
    'video.channels.1: content id night-one is used by channel main too',
  ],
  [
    'video.channels.1.name',
    'main-recording',
    'video.channels.1: channel name main-recording is used by channel main too',
  ],
  [
    'video.channels.1.recording',
    true,
    'video.channels.1: a test channel is neither recorded nor sent to YouTube',
  ],
  ['video.channels.0.input.kind', 'rtmp', 'video.channels.0.input.kind: is none of: vpc, srt, file'],
  ['video.channels.0.input.kind', undefined, 'video.channels.0.input.kind: is missing'],
  [
    'video.domain',
    'media.elsewhere.org',
    'video.domain: media.elsewhere.org is not in the hosted zone example.com',
  ],
  ['video.channels', [], 'video.channels: is empty'],
  ['portal.settings.MEDIA_ORIGINS', 'https://other.example.com', `portal.settings.${media}`],
  ['portal.settings.MEDIA_ORIGINS', undefined, `portal.settings.${media}`],
])('%s = %j is one clear problem', (path, value, problem) => {
  const changes = path === 'video.domain' ? { 'portal.settings.MEDIA_ORIGINS': `https://${value}` } : {};
  expect(problemsWith({ ...changes, [path]: value })).toEqual([problem]);
});

test('origins are compared as the product compares them, and others may stand beside it', () => {
  const origins = 'https://backup.example.com, https://media-a.example.com/';
  expect(problemsWith({ 'portal.settings.MEDIA_ORIGINS': origins })).toEqual([]);
});

test('two signing keys have two names', () => {
  const [key] = ['-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n'];
  const signingKeys = ['first', 'first'].map((name) => ({ name, publicKey: key }));
  expect(problemsWith({ 'video.signingKeys': signingKeys })).toEqual([
    'video.signingKeys.1.name: is the name of video.signingKeys.0 too',
  ]);
});

describe('content ids and schemes are those that MediaPackage takes', () => {
  test.each(['night.one', '', 'night one', 'n'.repeat(257)])('content id %j is refused', (contentId) => {
    expect(problemsWith({ 'video.channels.0.contentId': contentId })).toEqual([
      expect.stringMatching(/^video\.channels\.0\.contentId: is no content id/),
    ]);
  });

  test('FairPlay takes no CENC; Widevine and PlayReady take both', () => {
    expect(problemsWith({ 'video.channels.0.scheme': 'CENC' })).toEqual([
      'video.channels.0.scheme: is CENC, and FAIRPLAY (video.speke.drmSystems) takes CBCS only',
    ]);
    const others = { 'video.speke.drmSystems': ['WIDEVINE', 'PLAYREADY'] };
    expect(problemsWith({ ...others, 'video.channels.0.scheme': 'CENC' })).toEqual([]);
    expect(problemsWith({ ...others, 'video.channels.0.scheme': 'CBCS' })).toEqual([]);
  });
});

describe('each region has a key server of its own', () => {
  const arn = (region: string, account = '111122223333'): string =>
    `arn:aws:execute-api:${region}:${account}:abcdefghij/speke/POST/v2/copyProtection`;
  const url = (region: string, api = 'abcdefghij'): string =>
    `https://${api}.execute-api.${region}.amazonaws.com/speke/v2/copyProtection`;

  test.each<[path: string, value: unknown, problem: string]>([
    ['video.speke.apiArn', 'arn:aws:lambda:ap-northeast-1:111122223333:function:x', 'is no ARN of an API'],
    ['video.speke.apiArn', arn('ap-northeast-2'), 'is of ap-northeast-2, and MediaPackage of ap-northeast-1'],
    ['video.speke.url', url('eu-west-1'), 'is of eu-west-1, and MediaPackage of ap-northeast-1'],
    ['video.speke.url', url('ap-northeast-1', 'other'), 'is of API other, and apiArn lets in to abcdefghij'],
    ['video.speke.url', 'http://keys.example.com', 'is no https address'],
    [
      'video.secondRegion.speke.apiArn',
      arn('ap-northeast-1'),
      'is of ap-northeast-1, and MediaPackage of ap-northeast-2',
    ],
    [
      'video.secondRegion.speke.url',
      url('ap-northeast-1'),
      'is of ap-northeast-1, and MediaPackage of ap-northeast-2',
    ],
    ['video.secondRegion.speke', undefined, 'is missing'],
    ['video.secondRegion', 'ap-northeast-2', 'has to be an object with fields'],
  ])('%s = %j', (path, value, problem) => {
    expect(problemsWith({ [path]: value })).toEqual([expect.stringContaining(`${path}: ${problem}`)]);
  });

  test('the second is another region', () => {
    const again = {
      region: 'ap-northeast-1',
      speke: { url: url('ap-northeast-1'), apiArn: arn('ap-northeast-1') },
    };
    expect(problemsWith({ 'video.secondRegion': again })).toEqual([
      'video.secondRegion.region: is the first region again',
    ]);
  });

  test('it may be the vendor’s own, in an account of theirs', () => {
    expect(problemsWith({ 'video.speke.apiArn': arn('ap-northeast-1', '999999999999') })).toEqual([]);
  });

  test('a domain name of one’s own before the API tells no region', () => {
    expect(problemsWith({ 'video.speke.url': 'https://keys.example.com/speke' })).toEqual([]);
  });
});

describe('where pictures come from', () => {
  const froms = 'video.channels.0.input.fromCidrs';

  test.each(['10.200.0.1/24', '10.200.0.0', '10.300.0.0/24', '10.200.0.0/40', '0.0.0.0/024'])(
    '%s is no network',
    (cidr) => {
      expect(problemsWith({ [froms]: ['10.201.0.0/24', cidr] })).toEqual([
        expect.stringMatching(/^video\.channels\.0\.input\.fromCidrs\.1: is no IPv4 network/),
      ]);
    },
  );

  test('an SRT sender has one too', () => {
    expect(problemsWith({ 'video.channels.0.input': srt })).toEqual([
      expect.stringMatching(/^video\.channels\.0\.input\.fromCidr: is no IPv4 network/),
    ]);
    const right = { ...srt, fromCidr: '203.0.113.7/32' };
    expect(problemsWith({ 'video.channels.0.input': right })).toEqual([]);
  });

  test.each(['10.40.3.0/24', '10.0.0.0/8', '0.0.0.0/0', '10.40.0.0/16'])(
    'the venue’s %s would be taken for the VPC itself',
    (cidr) => {
      expect(problemsWith({ [froms]: ['10.41.0.0/24', cidr] })).toEqual([
        `${froms}.1: shares addresses with network.cidr (10.40.0.0/16), and could not be routed to`,
      ]);
    },
  );

  test.each(['10.39.255.0/24', '10.41.0.0/16'])('%s is beside it', (cidr) => {
    expect(problemsWith({ [froms]: [cidr] })).toEqual([]);
  });
});
