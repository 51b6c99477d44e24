import { readFileSync } from 'node:fs';
import { z } from 'zod';

const vector = z.object({
  id: z.string(),
  area: z.string(),
  input: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
});

export type Vector = z.infer<typeof vector>;

const text = readFileSync(new URL('../vectors.json', import.meta.url), 'utf8');
export const vectors = z.object({ vectors: z.array(vector) }).parse(JSON.parse(text)).vectors;

export function findVector(id: string): Vector {
  const found = vectors.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}

/** A text value of a vector; throws when it is none, so that a renamed field cannot turn a test empty. */
export function textOf(part: Vector['input'], name: string): string {
  return z.string().parse(part[name]);
}

export function textsOf(part: Vector['input'], name: string): readonly string[] {
  return z.array(z.string()).parse(part[name]);
}
