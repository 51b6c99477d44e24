import { constants } from 'node:os';

type Stop = () => Promise<unknown>;

/** Registers what has to be ended when the command ends; the last registered is ended first. */
export type OnStop = (stop: Stop) => void;

const parentCheckMs = 1000;

let leaving: Promise<void> | undefined;

/** True from the moment the command has begun to end; whatever fails from then on is no news. */
export function isLeaving(): boolean {
  return leaving !== undefined;
}

/**
 * Runs a command line program: `main` gives the exit code, and however it ends (result, error, Ctrl-C, SIGTERM,
 * closed terminal, death of the process that started it) everything registered is stopped before the exit.
 */
export function runCommand(main: (onStop: OnStop) => Promise<number>): void {
  const stops: Stop[] = [];
  const leave = (code: number) => (leaving ??= stopAll(stops).then(() => process.exit(code)));
  const onStop: OnStop = (stop) => {
    if (leaving) void stop();
    else stops.push(stop);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave(128 + constants.signals[signal]));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void leave(128);
  }, parentCheckMs).unref();
  main(onStop).then(leave, (error: unknown) => {
    if (!leaving) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return leave(1);
  });
}

async function stopAll(stops: Stop[]): Promise<void> {
  for (const stop of stops.toReversed()) {
    await stop().catch((error: unknown) => console.error(error));
  }
}
