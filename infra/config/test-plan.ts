import { installation as example } from './example';
import { checkInstallation } from './installation';

/** The problems of the example with some places changed (`video.channels.0.scheme`); `undefined` takes one away. */
export function problemsWith(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const plan: unknown = structuredClone(example);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce((at, key) => Reflect.get(Object(at), key), plan);
    Reflect.set(Object(parent), last, value);
  }
  const checked = checkInstallation(plan);
  return checked.ok ? [] : checked.problems;
}

/** Every place of the example that holds no further ones. */
export function leavesOfExample(value: unknown = example, path: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path.join('.')];
  return Object.entries(value).flatMap(([name, inner]) => leavesOfExample(inner, [...path, name]));
}
