import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { dataRoot, repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';

export interface MeasuredServer {
  readonly port: number;
  /** CPU time of the whole process so far, user and system, in microseconds. */
  cpuMicros(): Promise<number>;
}

interface ServerPlan {
  /** Names its log file. */
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const cpuMessage = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });
const portMessage = z.object({ port: z.number() });
const nodeArgs = ['--import', `${repoRoot}/bench/license/report-cpu.mjs`];
const patienceMs = 60_000;

/** Starts a program that sends `{ port }` once it listens. Its output goes to a log file, as a server's does. */
export async function startListener(plan: ServerPlan, onStop: OnStop): Promise<MeasuredServer> {
  const child = start(plan, onStop);
  const [message] = await Promise.race([once(child, 'message'), failed(child, plan)]);
  return measured(child, portMessage.parse(message).port);
}

/** Starts `next start` on that port; resolves once a GET of `probe` is answered. */
export async function startNext(
  { name, folder, port, probe, env }: NextPlan,
  onStop: OnStop,
): Promise<MeasuredServer> {
  const program = `${repoRoot}/node_modules/next/dist/bin/next`;
  const args = ['start', '-H', 'localhost', '-p', String(port)];
  const child = start({ name, program, args, cwd: folder, env }, onStop);
  await Promise.race([answered(`http://localhost:${port}${probe}`), failed(child, { name })]);
  return measured(child, port);
}

interface NextPlan {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly probe: string;
  readonly env: Readonly<Record<string, string>>;
}

function start(
  { name, program, args = [], cwd = repoRoot, env = {} }: ServerPlan,
  onStop: OnStop,
): ChildProcess {
  mkdirSync(`${dataRoot}/logs`, { recursive: true });
  const log = openSync(`${dataRoot}/logs/bench-${name}.log`, 'w');
  const child = fork(program, [...args], {
    cwd,
    execArgv: nodeArgs,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env, NODE_ENV: 'production' },
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = once(child, 'exit');
  onStop(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.disconnect();
    await ended;
  });
  return child;
}

function measured(child: ChildProcess, port: number): MeasuredServer {
  return {
    port,
    cpuMicros: async () => {
      child.send('cpu');
      const [message] = await once(child, 'message');
      const { cpu } = cpuMessage.parse(message);
      return cpu.user + cpu.system;
    },
  };
}

async function failed(child: ChildProcess, { name }: { readonly name: string }): Promise<never> {
  const deadline = delay(patienceMs, 'did not listen in time', { ref: false });
  const reason = await Promise.race([deadline, once(child, 'exit').then(([code]) => `ended with ${code}`)]);
  throw new Error(`${name} ${reason} (.data/logs/bench-${name}.log)`);
}

async function answered(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch {
      // Not listening yet.
      await delay(100);
    }
  }
}
