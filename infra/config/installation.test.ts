import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { networkStack } from '../data/network-stack';
import { examplePlan } from '../test-system';
import { installation as example } from './example';
import { checkInstallation } from './installation';
import { leavesOfExample, problemsWith } from './test-plan';

test('the example is usable', () => {
  expect(checkInstallation(example)).toMatchObject({ ok: true });
});

const show = { name: 'night-one', opensAt: '2027-03-20T07:00:00Z', endsAt: '2027-03-20T13:00:00Z' };

test.each<[path: string, value: unknown, problem: RegExp]>([
  ['portal.domain', undefined, /^portal\.domain: is missing$/],
  ['portal.settings.OIDC_ISSUER', undefined, /^portal\.settings\.OIDC_ISSUER: is missing$/],
  ['region', undefined, /^region: is missing$/],
  ['alarmMail', undefined, /^alarmMail: is missing$/],
  ['region', 'ap-northeast-9', /^region: ap-northeast-9 is no region we know \(ap-northeast-1, /],
  [
    'name',
    'night-',
    /^name: is no name of 2 to 20 small letters and digits, with single hyphens between them$/,
  ],
  ['name', 'night--one', /^name: is no name/],
  ['name', 'n', /^name: is no name/],
  ['name', 'a-very-long-installation', /^name: is no name/],
  ['account', '1234', /^account: is no account number/],
  [
    'portal.certificateArn',
    'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-0000-0000-0000-000000000000',
    /^portal\.certificateArn: is no ARN of a certificate that CloudFront can use/,
  ],
  ['shows.0.endsAt', '2027-03-20T06:00:00Z', /^shows\.0\.endsAt: is not after opensAt$/],
  ['shows.0.opensAt', 'tomorrow', /^shows\.0\.opensAt: is no UTC time/],
  ['shows', [show, { ...show, name: 'two' }, show], /^shows\.2\.name: is the name of shows\.0 too$/],
  ['capacity.warm.license', 500, /^capacity\.warm\.license: is more than reserved\.license$/],
  ['capacity.warm.license', 1.5, /^capacity\.warm\.license: is no whole number$/],
  ['capacity.showAcu.max', 8.3, /^capacity\.showAcu\.max: is no multiple of 0\.5$/],
  ['retention.logDays', 14, /^retention\.logDays: is none of: 7, 30, 90, 365$/],
  ['network.natGateways', 3, /^network\.natGateways: is none of: 1, 2$/],
  ['network', [], /^network: has to be an object with fields$/],
  ['shows', {}, /^shows: is no list$/],
  ['nme', 'example', /^the plan: has a field that does not belong there: nme$/],
])('%s = %j is one clear problem', (path, value, problem) => {
  expect(problemsWith({ [path]: value })).toEqual([expect.stringMatching(problem)]);
});

describe('the network', () => {
  test.each([
    '10.40.0.0',
    '10.256.0.0/16',
    '10.40.0.1/16',
    '10.40.1.0/17',
    '10.0.0.0/15',
    '10.40.0.0/18',
    '10.40.0.0/33',
    'fd00::/16',
  ])('%s is no network for a VPC of ours', (cidr) => {
    expect(
      problemsWith({ 'network.cidr': cidr, 'video.channels.0.input.fromCidrs': ['172.16.0.0/24'] }),
    ).toEqual([expect.stringMatching(/^network\.cidr: is no IPv4 network of \/16 or \/17/)]);
  });

  test('all subnets fit in a /17, and in nothing smaller', () => {
    const cidr = '10.40.128.0/17';
    expect(problemsWith({ 'network.cidr': cidr })).toEqual([]);
    const build = (wanted: string): unknown =>
      networkStack(
        new App(),
        examplePlan((plan) => ({ ...plan, network: { ...plan.network, cidr: wanted } })),
      );
    expect(() => build(cidr)).not.toThrow();
    expect(() => build('10.40.128.0/18')).toThrow(/exceeds remaining space/);
  });
});

describe('whatever is wrong', () => {
  const zodsWords = /invalid|expected|received|too (small|big)|unrecognized|undefined|\[object/i;

  test.each([
    ['a number', -1.5],
    ['an empty text', ''],
    ['null', null],
    ['an object', { some: 'thing' }],
    ['a list', ['thing']],
    ['nothing', undefined],
  ])('%s in place of any field is said in our words, at its path', (_, value) => {
    const optional =
      /OIDC_NAME|STAFF_|PAYMENT_METHODS|DRM_VENDORS|recording|youtubeSecretName|framesPerSecond/;
    for (const path of leavesOfExample()) {
      const problems = problemsWith({ [path]: value });
      const isFine = value === undefined && optional.test(path);
      expect([path, ...problems]).toEqual(isFine ? [path] : [path, expect.stringContaining(`${path}: `)]);
      expect(problems.join()).not.toMatch(zodsWords);
    }
  });

  test.each([[undefined], [null], ['example'], [[]], [7]])('a plan that is %j says so', (plan) => {
    expect(checkInstallation(plan)).toEqual({
      ok: false,
      problems: [plan === undefined ? 'the plan: is missing' : 'the plan: has to be an object with fields'],
    });
  });
});

describe('a secret in a plan', () => {
  // Split, or every search for secrets in this repository would find them.
  const stripe = (kind: string): string => `${kind}_${'live'}_51Hcanary`;
  const pem = `-----BEGIN RSA ${'PRIVATE'} KEY-----\ncanary\n-----END RSA ${'PRIVATE'} KEY-----\n`;

  test.each([
    ['portal.settings.STRIPE_PUBLISHABLE_KEY', stripe('sk')],
    ['portal.settings.STRIPE_PUBLISHABLE_KEY', 'sk_canary'],
    ['portal.settings.OIDC_NAME', stripe('rk')],
    ['portal.settings.STRIPE_SECRET_KEY', stripe('sk')],
    ['portal.settings.DRM_VENDORS', `{"widevine":{"key":"${pem.replaceAll('\n', '\\n')}"}}`],
    ['region', `whsec_${'canary'}`],
    ['video.signingKeys.0.publicKey', pem],
    ['shows', [stripe('sk')]],
    ['unknown', { deep: { down: stripe('sk') } }],
  ])('%s is named, and its value is not', (path, value) => {
    const problems = problemsWith({ [path]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${path}[\\w.]*: holds a secret`))]);
    expect(problems.join()).not.toContain('canary');
  });

  test('a field that is one itself is not named either', () => {
    const problems = problemsWith({ [`portal.settings.${stripe('sk')}`]: 'x' });
    expect(problems).toEqual([expect.stringMatching(/^portal\.settings: holds a secret/)]);
  });

  test('names that only look a little like one are names', () => {
    expect(problemsWith({ 'portal.settings.OIDC_NAME': 'desk_live_event' })).toEqual([]);
  });
});
