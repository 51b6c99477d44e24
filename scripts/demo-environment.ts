import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { dataRoot } from './repo-root';

type Environment = Readonly<Record<string, string | undefined>>;

const file = `${dataRoot}/demo-environment.json`;
const schema = z.record(z.string(), z.string());

/**
 * Leaves the environment of the running demo where other commands of this clone find it, and gives what takes it away
 * again. What the person's own environment gave (`given`) is left out: the sandbox's values are made up, theirs are not.
 */
export function leaveDemoEnvironment(env: Environment, given: Environment, path = file): () => void {
  const made = Object.entries(env).filter(([name, value]) => value !== undefined && given[name] !== value);
  const text = JSON.stringify(Object.fromEntries(made), null, 2);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
  return () => {
    // Another demo may have been started since: what is its own stays.
    if (read(path) === text) rmSync(path, { force: true });
  };
}

/** The environment of the demo that runs in this clone; undefined when none does. Throws when the file is none of ours. */
export function demoEnvironment(path = file): Record<string, string> | undefined {
  const text = read(path);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // No demo runs.
    return undefined;
  }
}
