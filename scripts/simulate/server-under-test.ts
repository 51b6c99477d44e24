import { join } from 'node:path';
import { type Child, startChild } from './child';

interface ServerPlan {
  readonly bundle: string;
  readonly folder: string;
}

export interface ServerUnderTest {
  /** Another one in each of its lives; while it is dead, one at which nobody listens. */
  readonly url: string;
  readonly logFile: string;
  /** With this environment, also after each crash. */
  start(env: Readonly<Record<string, string>>): Promise<void>;
  /** kill -9, at once. */
  kill(): void;
  /** Starts it again when it is dead. */
  ensureUp(): Promise<void>;
  /** The server's clock from now on, over crashes too. */
  setOffset(seconds: number): Promise<void>;
  /** How often it was killed. */
  crashes(): number;
  close(): Promise<void>;
}

/** The product as a process of its own, which can be killed at any moment and comes back. */
export function createServerUnderTest({ bundle, folder }: ServerPlan): ServerUnderTest {
  const logFile = join(folder, 'server.log');
  const life: Life = { child: undefined, isKilled: false, crashes: 0, offsetSeconds: 0, env: {} };
  const launch = async () => {
    const env = { ...life.env, CLOCK_OFFSET_SECONDS: String(life.offsetSeconds) };
    life.child = await startChild({ script: bundle, env, logFile });
    life.isKilled = false;
  };
  return {
    get url() {
      return urlOf(life);
    },
    logFile,
    start: (env) => {
      life.env = env;
      return launch();
    },
    kill: () => kill(life),
    ensureUp: async () => {
      if (!life.isKilled && life.child?.isAlive() === true) return;
      await end(life);
      await launch();
    },
    setOffset: async (offsetSeconds) => {
      life.offsetSeconds = offsetSeconds;
      const body = JSON.stringify({ offsetSeconds });
      // One that is dead, or dies of a fault meanwhile, starts with the new offset.
      await fetch(`${urlOf(life)}/_clock`, { method: 'POST', body }).catch(() => undefined);
    },
    crashes: () => life.crashes,
    close: () => end(life),
  };
}

interface Life {
  child: Child | undefined;
  isKilled: boolean;
  crashes: number;
  offsetSeconds: number;
  env: Readonly<Record<string, string>>;
}

function urlOf({ child, isKilled }: Life): string {
  const isUp = !isKilled && child?.isAlive() === true;
  return (isUp ? child.ready.server : undefined) ?? 'http://127.0.0.1:1';
}

function kill(life: Life): void {
  if (life.isKilled || life.child === undefined) return;
  life.isKilled = true;
  life.crashes += 1;
  life.child.kill();
}

async function end({ child }: Life): Promise<void> {
  child?.kill();
  await child?.ended;
}
