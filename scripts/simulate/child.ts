import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { z } from 'zod';

interface ChildPlan {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** All that it prints is appended here. */
  readonly logFile: string;
}

export interface Child {
  /** The addresses it announced, by name. */
  readonly ready: Readonly<Record<string, string>>;
  isAlive(): boolean;
  /** kill -9. */
  kill(): void;
  readonly ended: Promise<void>;
}

const announcement = z.object({ ready: z.record(z.string(), z.url()) });

/**
 * Starts a Node program that prints `{"ready":{…}}` once it answers, and that ends when its standard input does, so
 * that it never outlives us. Rejects when it ends before that.
 */
export async function startChild({ script, env, logFile }: ChildPlan): Promise<Child> {
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      TZ: 'UTC',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const ready = await new Promise<Child['ready']>((resolve, reject) => {
    let head = '';
    const look = (text: string) => {
      appendFileSync(logFile, text);
      head = head.slice(-1000) + text;
      const found = head
        .split('\n')
        .map(announced)
        .find((addresses) => addresses !== undefined);
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', look);
    child.stderr.setEncoding('utf8').on('data', (text: string) => appendFileSync(logFile, text));
    void ended.then(() => reject(new Error(`${script} ended before it was ready; see ${logFile}`)));
  });
  return {
    ready,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

function announced(line: string): Child['ready'] | undefined {
  if (!line.startsWith('{"ready"')) return undefined;
  return announcement.safeParse(JSON.parse(line)).data?.ready;
}
