import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '@/lib/db/migrate';
import { mediaKey } from './media-key';
import { startPostgres } from './postgres';
import { inventSandboxKeys, startSandbox } from './sandbox-process';

/**
 * One database server and one set of twins for the whole test run. Honours TEST_DATABASE_URL, on which a
 * template database is made anew.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const teardown = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  const outcomes = await Promise.allSettled([
    provideDatabase(project, stops),
    provideSandbox(project, stops),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) return teardown;
  await teardown();
  throw failed.reason;
}

type Stops = (() => Promise<void>)[];

async function provideDatabase(project: TestProject, stops: Stops): Promise<void> {
  const postgres = await startPostgres({
    name: 'test',
    throwaway: true,
    externalUrl: process.env.TEST_DATABASE_URL,
  });
  const templateDatabase = `stagedoor_template_${process.pid}`;
  const template = new URL(postgres.url);
  template.pathname = `/${templateDatabase}`;
  stops.push(async () => {
    await query(postgres.url, `drop database if exists ${templateDatabase} with (force)`);
    await postgres.stop();
  });
  await query(postgres.url, `create database ${templateDatabase}`);
  await migrateDatabase(template.href);
  project.provide('databaseUrl', postgres.url);
  project.provide('templateDatabase', templateDatabase);
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function provideSandbox(project: TestProject, stops: Stops): Promise<void> {
  const keys = inventSandboxKeys();
  const key = await mediaKey();
  project.provide('sandboxKeys', keys);
  project.provide('mediaKey', key);
  const sandbox = await startSandbox('test', {
    ...keys,
    ...key,
    OIDC_REDIRECT_URIS: 'http://localhost:3000/api/auth/callback/oidc',
  });
  stops.push(() => sandbox.stop());
  const { stripe, drm, origin, backupOrigin, secrets, oidc, mail, smtp } = sandbox.urls;
  project.provide('stripeUrl', stripe);
  project.provide('drmUrl', drm);
  project.provide('originUrl', origin);
  project.provide('backupOriginUrl', backupOrigin);
  project.provide('secretsUrl', secrets);
  project.provide('mailUrl', mail);
  project.provide('smtpUrl', smtp);
  project.provide('oidcUrl', oidc);
}
