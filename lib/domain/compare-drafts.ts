import type { EventDraft } from './event-draft';
import { ordered } from './draft-rows';

/** A place where what was typed and what is stored differ. */
export interface DraftDifference {
  /** A field, or a whole row (`days.day_8f3k`) that only one of them has. */
  readonly path: string;
  /** Undefined: that side does not have the row. */
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
  /** Who has changed it since both began from the same version; both may have. */
  readonly isMine: boolean;
  readonly isTheirs: boolean;
}

interface Versions {
  /** What both editors began from. */
  readonly base: EventDraft;
  readonly mine: EventDraft;
  readonly theirs: EventDraft;
}

/** Every place where two edits of one event differ, in the order of the form; empty when they are the same. */
export function differences({ base, mine, theirs }: Versions): readonly DraftDifference[] {
  const unequal = [...new Set([...rowsOf(mine), ...rowsOf(theirs)])].filter(
    (row) => hasRow(mine, row) !== hasRow(theirs, row),
  );
  // The program of a day that one side does not have is part of that day.
  const rows = unequal.filter((row) => !unequal.some((other) => row.startsWith(`${other}.`)));
  const paths = [...new Set([...Object.keys(mine.fields), ...Object.keys(theirs.fields)])]
    .filter((path) => mine.fields[path] !== theirs.fields[path])
    .filter((path) => !rows.some((row) => path.startsWith(`${row}.`)));
  const rowText = (draft: EventDraft, row: string) => (hasRow(draft, row) ? '' : undefined);
  return [
    ...paths.map((path) => ({
      path,
      mine: mine.fields[path],
      theirs: theirs.fields[path],
      isMine: mine.fields[path] !== base.fields[path],
      isTheirs: theirs.fields[path] !== base.fields[path],
    })),
    ...rows.map((row) => ({
      path: row,
      mine: rowText(mine, row),
      theirs: rowText(theirs, row),
      isMine: hasRow(mine, row) !== hasRow(base, row),
      isTheirs: hasRow(theirs, row) !== hasRow(base, row),
    })),
  ];
}

/** The draft with what is stored at one of those places: its text, or the row that is there or not. */
export function withTheirs(draft: EventDraft, theirs: EventDraft, path: string): EventDraft {
  const isAt = (field: string) => field === path || field.startsWith(`${path}.`);
  const kept = Object.entries(draft.fields).filter(([field]) => !isAt(field));
  const taken = Object.entries(theirs.fields).filter(([field]) => isAt(field));
  const fields = Object.fromEntries([...kept, ...taken]);
  return ordered({
    ...draft,
    fields,
    days: [...draft.days, ...theirs.days.filter((day) => draft.days.every(({ id }) => id !== day.id))]
      .filter(({ id }) => Object.hasOwn(fields, `days.${id}.position`))
      .map(({ id }) => ({ id, items: itemsIn(fields, id) })),
    ticketTypes: [...new Set([...draft.ticketTypes, ...theirs.ticketTypes])].filter((id) =>
      Object.hasOwn(fields, `ticketTypes.${id}.position`),
    ),
  });
}

function rowsOf(draft: EventDraft): readonly string[] {
  return [
    ...draft.days.flatMap(({ id, items }) => [
      `days.${id}`,
      ...items.map((item) => `days.${id}.program.${item}`),
    ]),
    ...draft.ticketTypes.map((id) => `ticketTypes.${id}`),
  ];
}

function hasRow(draft: EventDraft, row: string): boolean {
  return Object.hasOwn(draft.fields, `${row}.position`) || Object.hasOwn(draft.fields, `${row}.at`);
}

function itemsIn(fields: Readonly<Record<string, string>>, dayId: string): readonly string[] {
  const prefix = `days.${dayId}.program.`;
  const items = Object.keys(fields)
    .filter((path) => path.startsWith(prefix) && path.endsWith('.at'))
    .map((path) => path.slice(prefix.length, -'.at'.length));
  return items.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
