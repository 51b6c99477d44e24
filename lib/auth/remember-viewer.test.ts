import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProvenIdentity, rememberViewer } from '@/lib/auth/remember-viewer';
import { viewerIdentities, viewers } from '@/lib/db/schema/viewers';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';

let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

function newIdentity(): ProvenIdentity {
  const subject = randomUUID();
  return { provider: 'oidc', subject, email: `${subject}@example.jp`, name: 'Hanako' };
}

const remember = (identity: ProvenIdentity) => rememberViewer(testDb.db, identity);

async function loginsOf(viewerId: string) {
  const rows = await testDb.db
    .select({ provider: viewerIdentities.provider, subject: viewerIdentities.subject })
    .from(viewerIdentities)
    .where(eq(viewerIdentities.viewerId, viewerId));
  return rows.map(({ provider, subject }) => `${provider}:${subject}`).sort();
}

async function addressesLike(email: string) {
  return testDb.db
    .select({ email: viewers.email, name: viewers.name })
    .from(viewers)
    .where(eq(viewers.email, email));
}

test('ten first sign-ins at once make one viewer with one login', async () => {
  const identity = newIdentity();
  const answers = await Promise.all(Array.from({ length: 10 }, () => remember(identity)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await loginsOf(answers[0]?.id ?? '')).toEqual([`oidc:${identity.subject}`]);
  expect(await addressesLike(identity.email)).toEqual([{ email: identity.email, name: 'Hanako' }]);
});

test('ten first sign-ins at once from ten providers with one verified address make one viewer', async () => {
  const { subject, email, name } = newIdentity();
  const providers = Array.from({ length: 10 }, (_, index) => `provider${index}`);
  const answers = await Promise.all(
    providers.map((provider) => remember({ provider, subject, email, name })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await loginsOf(answers[0]?.id ?? '')).toEqual(providers.map((provider) => `${provider}:${subject}`));
});

test('a second provider with the same verified address, in any spelling, is the same viewer', async () => {
  const first = newIdentity();
  const viewer = await remember(first);
  const second = { ...newIdentity(), provider: 'other', email: ` ${first.email.toUpperCase()} ` };
  expect(await remember(second)).toEqual(viewer);
  expect(await loginsOf(viewer.id)).toEqual([`oidc:${first.subject}`, `other:${second.subject}`]);
});

test('a changed address of a known login keeps viewer and address of record', async () => {
  const identity = newIdentity();
  const viewer = await remember(identity);
  expect(await remember({ ...identity, email: 'moved@example.jp' })).toEqual(viewer);
  expect(await addressesLike('moved@example.jp')).toEqual([]);
});

test('a known login that takes the address of another viewer does not become that viewer', async () => {
  const [mine, theirs] = [newIdentity(), newIdentity()];
  const [me, them] = [await remember(mine), await remember(theirs)];
  expect(await remember({ ...mine, email: theirs.email })).toEqual(me);
  expect(await loginsOf(them.id)).toEqual([`oidc:${theirs.subject}`]);
});

test('the same subject at another provider is another person', async () => {
  const identity = newIdentity();
  const viewer = await remember(identity);
  const stranger = await remember({ ...identity, provider: 'other', email: newIdentity().email });
  expect(stranger.id).not.toBe(viewer.id);
});

test('a later sign-in keeps the name of record', async () => {
  const identity = newIdentity();
  await remember(identity);
  await remember({ ...newIdentity(), email: identity.email, name: 'Somebody' });
  expect(await addressesLike(identity.email)).toEqual([{ email: identity.email, name: 'Hanako' }]);
});
