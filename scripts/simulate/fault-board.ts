import { setTimeout as delay } from 'node:timers/promises';

/** `before`: the call has not reached the other side. `after`: it was done, and the server does not know yet. */
export type Moment = 'before' | 'after';

export interface Strike {
  /** A call's name; `*` is every call. */
  readonly point: string;
  readonly when: Moment;
  readonly does: 'kill' | 'hang' | 'wait';
  /** Calls that pass unharmed first. */
  readonly skip?: number;
  /** How many calls it strikes; 1 when absent. */
  readonly times?: number;
  /** For `wait`. */
  readonly ms?: number;
}

/** `cut`: the server is dead, drop the connection. `hang`: keep it open and never answer. */
export type Verdict = 'pass' | 'cut' | 'hang';

export interface FaultBoard {
  arm(strike: Strike): void;
  clear(): void;
  /** Called by the proxies at each named call. */
  pass(point: string, when: Moment): Promise<Verdict>;
  /** How often each `point:moment` was passed, and how often the server was killed there. */
  readonly passed: ReadonlyMap<string, number>;
  readonly killed: ReadonlyMap<string, number>;
}

interface Armed {
  readonly strike: Strike;
  skip: number;
  left: number;
}

/** Where the proxies ask what is to happen to a call. `kill` ends the server at once. */
export function createFaultBoard(kill: () => void): FaultBoard {
  const armed: Armed[] = [];
  const passed = new Map<string, number>();
  const killed = new Map<string, number>();
  return {
    arm: (strike) => void armed.push({ strike, skip: strike.skip ?? 0, left: strike.times ?? 1 }),
    clear: () => void armed.splice(0),
    passed,
    killed,
    pass: async (point, when) => {
      count(passed, `${point}:${when}`);
      const strike = take(armed, point, when);
      switch (strike?.does) {
        case undefined:
          return 'pass';
        case 'kill':
          count(killed, `${point}:${when}`);
          kill();
          return 'cut';
        case 'hang':
          return 'hang';
        case 'wait':
          await delay(strike?.ms ?? 0);
          return 'pass';
      }
    },
  };
}

const harmless = ['db:begin', 'db:within', 'db:rollback', 'db:read'];

/** Calls that passed the board and are no crash point: each wants a name, and a drive that reaches it. */
export function unnamedCalls({ passed }: FaultBoard, points: readonly { readonly name: string }[]): string[] {
  const seen = new Set([...passed.keys()].map((key) => key.slice(0, key.lastIndexOf(':'))));
  const known = new Set([...harmless, ...points.map(({ name }) => name)]);
  return [...seen].filter((name) => !known.has(name));
}

function take(armed: readonly Armed[], point: string, when: Moment): Strike | undefined {
  for (const entry of armed) {
    const { strike } = entry;
    const isMeant = strike.when === when && (strike.point === '*' || strike.point === point);
    if (entry.left === 0 || !isMeant) continue;
    if (entry.skip > 0) entry.skip -= 1;
    else {
      entry.left -= 1;
      return strike;
    }
  }
  return undefined;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
