import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import type { Viewer } from '@/lib/auth/viewer';
import { type Database, openPool } from '@/lib/db/client';
import { bundleServer, type Patch, simulateRoot } from './bundle';
import { watchers } from './check-records';
import { createFaultBoard, type FaultBoard } from './fault-board';
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy';
import type { Violation } from './property';
import { createRandom, type Random } from './random';
import type { Mailbox } from './mailbox';
import { createServerUnderTest, type ServerUnderTest } from './server-under-test';
import { startStripeProxy } from './stripe-proxy';
import type { StripeTwin } from './stripe-twin';
import { startTwins, type Twins } from './twins';
import { startWebhookProxy, type WebhookProxy } from './webhook-proxy';

export interface WorldPlan {
  readonly name: string;
  /** An empty, migrated database for this world alone. */
  readonly databaseUrl: string;
  readonly seed: number;
  /** What is broken in this copy of the product. */
  readonly patches?: readonly Patch[];
}

/** The product, its database and Stripe, with faults to order between them. */
export interface World {
  readonly name: string;
  readonly db: Database;
  readonly pool: Pool;
  readonly board: FaultBoard;
  readonly twin: StripeTwin;
  readonly mailbox: Mailbox;
  readonly server: ServerUnderTest;
  readonly webhooks: WebhookProxy;
  readonly postgres: PostgresProxy;
  readonly random: Random;
  /** What happened so far, for whoever has to understand a violation. */
  readonly trace: string[];
  /** Breaches seen while it happened, which no final state would show. */
  readonly violations: Violation[];
  /** Seconds that this world is ahead of the machine's clock. */
  offsetSeconds: number;
  close(): Promise<void>;
}

const jobsSecret = 'simulated-jobs-secret';

export async function startWorld(plan: WorldPlan): Promise<World> {
  const folder = join(simulateRoot, `${plan.name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const random = createRandom(plan.seed);
  const patches = plan.patches ?? [];
  const bundle = await bundleServer(patches.length === 0 ? 'product' : plan.name, patches);
  const server = createServerUnderTest({ bundle, folder });
  const board = createFaultBoard(() => server.kill());
  const webhooks = await startWebhookProxy({ server, board, random });
  const twins = await startTwins(folder, `${webhooks.url}/api/stripe/webhook`);
  const stripe = await startStripeProxy(twins.stripe.url, board);
  const postgres = await startPostgresProxy(plan.databaseUrl, board);
  await server.start(environment({ twins, stripeUrl: stripe.url, databaseUrl: postgres.url }));
  const pool = openPool(plan.databaseUrl, 4);
  await pool.query(watchers);
  const parts = [server, twins, webhooks, stripe, postgres];
  return {
    name: plan.name,
    db: drizzle(pool),
    pool,
    board,
    twin: twins.stripe,
    mailbox: twins.mailbox,
    server,
    webhooks,
    postgres,
    random,
    trace: [],
    violations: [],
    offsetSeconds: 0,
    close: async () => {
      await Promise.all(parts.map((part) => part.close()));
      await pool.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Addresses {
  readonly twins: Twins;
  readonly stripeUrl: string;
  readonly databaseUrl: string;
}

function environment({ twins, stripeUrl, databaseUrl }: Addresses): Record<string, string> {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = twins.stripe.keys;
  return {
    STRIPE_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET,
    STRIPE_API_BASE: stripeUrl,
    STRIPE_JS_URL: `${twins.stripe.url}/endive/stripe.js`,
    DATABASE_URL: databaseUrl,
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'simulated-session-secret-of-32-bytes',
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'stagedoor',
    MEDIA_ORIGINS: 'http://127.0.0.1:1',
    SMTP_URL: twins.smtpUrl,
    PAYMENT_METHODS: 'card,konbini,paypay',
    STRIPE_PAYMENTS_PER_SECOND: '1000',
    MAIL_FROM: 'Stagedoor <tickets@example.jp>',
    JOBS_SECRET: jobsSecret,
  };
}

/** What came of a request to the server; `lost` when it died or was cut off, so that nobody knows. */
export type Outcome =
  { readonly kind: 'answer'; readonly status: number; readonly body: unknown } | { readonly kind: 'lost' };

const patienceMs = 15_000;

/** A buyer's act at the server, as its page would send it. */
export function act(world: World, name: string, given: { viewer: Viewer; ask: object }): Promise<Outcome> {
  const { id, email } = given.viewer;
  return ask(world, `/acts/${name}`, { viewer: { id, email }, ask: given.ask });
}

/** One tick of the jobs. */
export function tick(world: World): Promise<Outcome> {
  return ask(world, '/api/jobs', {});
}

/** Anything the server answers to. */
export async function ask(world: World, path: string, body: object): Promise<Outcome> {
  try {
    const response = await fetch(`${world.server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${jobsSecret}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { kind: 'answer', status: response.status, body: await response.json() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') world.trace.push(`no answer: ${path}`);
    return { kind: 'lost' };
  }
}

/** Time passes for the product and for Stripe. */
export async function passTime(world: World, seconds: number): Promise<void> {
  world.offsetSeconds += seconds;
  await world.twin.setOffset(world.offsetSeconds);
  await world.server.setOffset(world.offsetSeconds);
}
