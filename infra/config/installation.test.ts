import { expect, test } from 'vitest';
import { installation as example } from './example';
import { checkInstallation } from './installation';

/** The example with one place changed; `undefined` takes it away. */
function problemsWith(path: string, value: unknown): readonly string[] {
  const changed: unknown = structuredClone(example);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => Reflect.get(Object(at), key), changed);
  Reflect.set(Object(parent), last, value);
  const checked = checkInstallation(changed);
  return checked.ok ? [] : checked.problems;
}

test('the example is usable', () => {
  expect(checkInstallation(example)).toMatchObject({ ok: true });
});

const shared = ['6d2a3f0e-0f5b-4a57-9c3e-6a5b1f0d7c02'];

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
  [
    'video.speke.apiArn',
    'arn:aws:lambda:ap-northeast-1:111122223333:function:x',
    /^video\.speke\.apiArn: is no ARN of an API/,
  ],
  ['video.channels.1.keyIds', shared, /^video\.channels\.1: key id 6d2a3f0e.* is used by channel main too$/],
  [
    'video.channels.1.contentId',
    'night-one',
    /^video\.channels\.1: content id night-one is used by channel main too$/,
  ],
  ['video.secondRegion', 'ap-northeast-1', /^video\.secondRegion: is the first region again$/],
  [
    'video.domain',
    'media.elsewhere.org',
    /^video\.domain: media\.elsewhere\.org is not in the hosted zone example\.com$/,
  ],
  ['shows.0.endsAt', '2027-03-20T06:00:00Z', /^shows\.0\.endsAt: is not after opensAt$/],
  ['shows.0.opensAt', 'tomorrow', /^shows\.0\.opensAt: is no UTC time/],
  ['capacity.warm.license', 500, /^capacity\.warm\.license: is more than reserved\.license$/],
  [
    'portal.settings.SMTP_URL',
    'smtps://me:pass@smtp.example.com',
    /^portal\.settings\.SMTP_URL: is no smtp\(s\):\/\/ address without a password$/,
  ],
])('%s = %j is one clear problem', (path, value, problem) => {
  expect(problemsWith(path, value)).toEqual([expect.stringMatching(problem)]);
});

test('a word that we do not know is refused, for it may be a secret at the wrong place', () => {
  expect(problemsWith('portal.settings.STRIPE_SECRET_KEY', 'sk_live_x').join()).toMatch(/STRIPE_SECRET_KEY/);
  expect(problemsWith('portal.settings.STRIPE_SECRET_KEY', 'sk_live_x').join()).not.toMatch(/sk_live_x/);
});
