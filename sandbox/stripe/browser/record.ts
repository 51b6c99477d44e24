export type Json = Record<string, unknown>;

/** Whether a value is an object whose fields may be read. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** The object in a field, or an empty one. */
export function readRecord(record: Json, name: string): Json {
  const value = record[name];
  return isRecord(value) ? value : {};
}

/** The string in a field, or undefined. */
export function readText(record: Json, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}

/** The number in a field, or undefined. */
export function readNumber(record: Json, name: string): number | undefined {
  const value = record[name];
  return typeof value === 'number' ? value : undefined;
}
