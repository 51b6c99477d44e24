import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface ProcessPlan {
  /** How messages call it. */
  name: string;
  command: string;
  args: string[];
  /** Added to this process's environment; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** Everything it prints goes here; without a file it goes where our own output goes. */
  logFile?: string;
  /** Show the output here as well as writing it to the file. */
  echo?: boolean;
  /** Called with each whole line of its standard output, when that goes to a file. */
  onLine?: (line: string) => void;
}

export interface ManagedProcess {
  name: string;
  /** Resolves with the exit code (128 after a signal) once it has ended, whoever ended it. */
  ended: Promise<number>;
  hasEnded(): boolean;
  /** The last lines it printed. */
  tail(): string;
  /** Ends it and everything it started, and waits. Safe to call twice. */
  stop(): Promise<void>;
}

const tailLines = 120;
const patienceMs = 8000;

/**
 * Starts a command as a process group of its own: Ctrl-C in a terminal does not reach it, so that whoever calls
 * `stop` decides the order of leaving. It is told to end when this process exits without calling `stop`.
 */
export function startProcess(plan: ProcessPlan): ManagedProcess {
  const output = plan.logFile === undefined ? 'inherit' : 'pipe';
  const child = spawn(plan.command, plan.args, {
    detached: true,
    env: { ...process.env, ...plan.env },
    // The pipe at its standard input closes when this process is gone, which a child can take as a sign to end.
    stdio: ['pipe', output, output],
  });
  const lines = record(child, plan);
  const lastResort = () => signalGroup(child, 'SIGTERM');
  process.once('exit', lastResort);
  let over = false;
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      lines.push(error.message);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 128));
  }).finally(() => {
    over = true;
    process.off('exit', lastResort);
    // Whatever the command left behind; later the group's number may belong to somebody else.
    signalGroup(child, 'SIGKILL');
  });
  const stop = async () => {
    if (!over) await end(child, ended);
  };
  return { name: plan.name, ended, hasEnded: () => over, tail: () => lines.join('\n'), stop };
}

async function end(child: ChildProcess, ended: Promise<number>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const deadline = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
  await ended;
  clearTimeout(deadline);
}

/** A negative id names the whole group; ESRCH says that nobody is left in it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function record(child: ChildProcess, plan: ProcessPlan): string[] {
  const recent: string[] = [];
  if (plan.logFile === undefined) return recent;
  mkdirSync(dirname(plan.logFile), { recursive: true });
  const log = createWriteStream(plan.logFile);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      if (plan.echo) process.stdout.write(text);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      recent.push(...lines);
      recent.splice(0, recent.length - tailLines);
      if (stream === child.stdout) lines.forEach((line) => plan.onLine?.(line));
    });
  }
  child.once('close', () => log.end());
  return recent;
}
