/** A named property of a value of unknown shape, own or inherited; undefined where there is none. */
export function readField(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, name) : undefined;
}
