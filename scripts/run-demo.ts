import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import { demoBanner, type Account } from './demo-banner';
import { leaveDemoEnvironment } from './demo-environment';
import { openDatabase } from './open-database';
import { repoRoot } from './repo-root';
import type { OnStop } from './run-command';
import { startStack, type Stack } from './stack';

const accountList = z.array(
  z.object({ email: z.string(), name: z.string(), role: z.enum(['viewer', 'staff']) }),
);

/** What a person types for it. */
const commands = { demo: 'npm run demo', dev: 'npm run dev', aws: 'npm run start:aws' } as const;

/**
 * Runs the whole product against its sandbox until it is stopped, and tells how to use it. Starts from an empty
 * database, because the twins remember nothing either; `--keep` goes on with the one of the last time. Rejects
 * if a part breaks.
 */
export async function runDemo(name: 'demo' | 'dev' | 'aws', onStop: OnStop): Promise<never> {
  const fresh = !process.argv.includes('--keep');
  console.log(name === 'dev' ? 'Starting Stagedoor …' : 'Building and starting Stagedoor …');
  const stack = await startStack({
    name,
    ...(name === 'aws' ? { target: name } : {}),
    openDatabase: () => openDatabase({ name, fresh, externalUrl: process.env.DATABASE_URL }, onStop),
    fixedPorts: true,
    given: process.env,
    onStop,
  });
  const { appUrl, twins } = stack;
  const takeAway = leaveDemoEnvironment(stack.env, process.env);
  onStop(async () => takeAway());
  const seconds = { ...installSeconds(), ...buildSeconds(stack), start: stack.startSeconds };
  const slug = await findSlug(stack.env.DATABASE_URL);
  if (!appUrl.endsWith(':3000')) console.log('(Port 3000 was taken: another one was chosen.)');
  console.log(
    demoBanner({ command: commands[name], appUrl, twins, slug, accounts: await listAccounts(), seconds }),
  );
  throw new Error(await stack.broken);
}

function installSeconds(): { install?: number } {
  const install = Number(process.env.STAGEDOOR_INSTALL_SECONDS);
  return install >= 1 ? { install } : {};
}

function buildSeconds(stack: Stack): { build?: number } {
  return stack.buildSeconds === undefined ? {} : { build: stack.buildSeconds };
}

async function listAccounts(): Promise<Account[]> {
  return accountList.parse(JSON.parse(await readFile(`${repoRoot}/sandbox/oidc/accounts.json`, 'utf8')));
}

/** The published event whose ticketed day is the earliest. */
async function findSlug(databaseUrl: string | undefined): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const events = await client.query<{ slug: string }>(
      `select e.slug from events e join event_days d on d.event_id = e.id
       where e.state = 'published' and d.access = 'ticket' order by d.starts_at limit 1`,
    );
    return events.rows[0]?.slug;
  } finally {
    await client.end();
  }
}
