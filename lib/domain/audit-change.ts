/** One field that an act has touched, by its path (`days.day_1.title.ja`); undefined: it was not there. */
export interface AuditChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * What differs between an act's `before` and `after`, field by field, in their order. Rows of a list are told apart by their
 * `id` where they all have one, so that a row that moved is no change. Never throws, whatever was written.
 */
export function auditChanges(before: unknown, after: unknown): readonly AuditChange[] {
  const [old, young] = [new Map<string, string>(), new Map<string, string>()];
  collect(before, '', old);
  collect(after, '', young);
  return [...new Set([...old.keys(), ...young.keys()])]
    .map((path) => ({ path, before: old.get(path), after: young.get(path) }))
    .filter((change) => change.before !== change.after);
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) return collectList(value, path, fields);
  if (typeof value !== 'object') {
    fields.set(path, String(value));
    return;
  }
  for (const [name, own] of Object.entries(value))
    collect(own, path === '' ? name : `${path}.${name}`, fields);
}

/** A list of plain values is one field. */
function collectList(list: readonly unknown[], path: string, fields: Map<string, string>): void {
  if (list.length === 0) return;
  if (list.every((own) => typeof own !== 'object' || own === null)) {
    fields.set(path, list.map(String).join(', '));
    return;
  }
  const ids = list.map(idOf);
  const areNamed = ids.every((id) => id !== undefined) && new Set(ids).size === list.length;
  for (const [index, own] of list.entries()) {
    const name = areNamed ? ids[index] : index + 1;
    collect(own, path === '' ? `${name}` : `${path}.${name}`, fields);
  }
}

function idOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null || !('id' in row)) return undefined;
  return typeof row.id === 'string' ? row.id : undefined;
}
