import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAws, type TestAws } from './test-aws';

const hourMs = 3_600_000;
const fromNow = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();
let aws: TestAws;
let night: TestAws;
beforeAll(async () => {
  [aws, night] = await Promise.all([
    startTestAws('bare', {}),
    startTestAws('night', { shows: [{ name: 'tonight', opensAt: fromNow(-1), endsAt: fromNow(2) }] }),
  ]);
});
afterAll(() => Promise.all([aws.close(), night.close()]));

test('a plan that is wrong: one line per problem, and AWS was asked nothing', async () => {
  const wrong = await startTestAws('wrong', { account: '12', alarmMail: 'nobody', region: 'mars-1' });
  const { code, output } = await wrong.run('deploy', ['wrong', '--yes']);
  expect(code).toBe(1);
  expect(output.match(/^ {2}(account|alarmMail|region): .+$/gm)).toHaveLength(3);
  expect(await wrong.calls()).toEqual([]);
  await wrong.close();
});

test('credentials of another account, or a region that is not the plan’s: refused before anything else is asked', async () => {
  const other = await startTestAws('other', { account: '999988887777' });
  const account = await other.run('deploy', ['other', '--yes']);
  expect([account.code, account.output]).toEqual([
    1,
    expect.stringContaining('are of account 111122223333, and the plan other is for 999988887777'),
  ]);
  expect(await other.calls()).toEqual(['sts:GetCallerIdentity']);
  const region = await other.run('deploy', ['other', '--yes'], { AWS_REGION: 'eu-west-1' });
  expect([region.code, region.output]).toEqual([1, expect.stringContaining('AWS_REGION is eu-west-1')]);
  await other.close();
});

test('a region without CDK’s own parts: the command that makes them, and nothing is built or called', async () => {
  await aws.put('bootstrap/us-east-1', '0');
  const { code, output } = await aws.run('deploy', ['bare', '--yes']);
  expect(code).toBe(1);
  expect(output).toContain('→ npx cdk bootstrap aws://111122223333/us-east-1\n');
  expect((await aws.calls()).filter((call) => call.startsWith('cloudformation'))).toEqual([]);
});

test('fewer functions at once than the plan reserves: the quota to ask for, before anything is built', async () => {
  await aws.put('bootstrap/us-east-1', '30');
  await aws.put('concurrency', '801');
  const { code, output } = await aws.run('deploy', ['bare', '--yes']);
  expect([code, output]).toEqual([1, expect.stringContaining('ask for 802 or more')]);
  expect((await aws.calls()).filter((call) => call.startsWith('cloudformation'))).toEqual([]);
  await aws.put('concurrency', '802');
  await aws.put('bootstrap/us-east-1', '0');
});

test('real-looking keys have no business at the twin', async () => {
  const { output } = await aws.run('deploy', ['bare', '--yes'], {
    AWS_ACCESS_KEY_ID: ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  });
  expect(output).toContain('a key of a real account has no business here');
});

test('during a show nothing is deployed, and nothing removed', async () => {
  const deployed = await night.run('deploy', ['night', '--yes']);
  expect([deployed.code, deployed.output]).toEqual([1, expect.stringContaining('tonight is on from')]);
  const removed = await night.run('teardown', ['night', '--confirm', 'night']);
  expect([removed.code, removed.output]).toEqual([1, expect.stringContaining('is not removed')]);
  expect(await night.calls()).toEqual([]);
});
