import type { DraftDay, EventDraft } from './event-draft';

/** The draft with another text in one of its fields. */
export function withText(draft: EventDraft, path: string, text: string): EventDraft {
  return { ...draft, fields: { ...draft.fields, [path]: text } };
}

/** A day behind those with tickets, before a test day that keeps a high number; what is likely the same is filled in. */
export function withDay(draft: EventDraft, id: string): EventDraft {
  const last = draft.days.findLast((day) => draft.fields[`days.${day.id}.access`] === 'ticket');
  const copied = (name: string, otherwise = '') =>
    draft.fields[`days.${last?.id ?? ''}.${name}`] ?? otherwise;
  return ordered({
    ...draft,
    days: [...draft.days, { id, items: [] }],
    fields: {
      ...draft.fields,
      ...placed(`days.${id}`, {
        position: String(freePosition(positionsOf(draft, 'days'), Number(copied('position', '0')))),
        'title.ja': '',
        'title.en': '',
        access: 'ticket',
        doorsAt: '',
        startsAt: '',
        endsAt: '',
        archiveUntil: '',
        manifestUrl: '',
        hlsManifestUrl: '',
        backupOrigin: copied('backupOrigin'),
        keySystems: copied('keySystems'),
        contentIds: '',
        kids: '',
      }),
    },
  });
}

/** A ticket type behind the others; what is likely the same is filled in. */
export function withTicketType(draft: EventDraft, id: string): EventDraft {
  const last = draft.ticketTypes.at(-1) ?? '';
  const copied = (name: string, otherwise: string) =>
    draft.fields[`ticketTypes.${last}.${name}`] ?? otherwise;
  return ordered({
    ...draft,
    ticketTypes: [...draft.ticketTypes, id],
    fields: {
      ...draft.fields,
      ...placed(`ticketTypes.${id}`, {
        position: String(freePosition(positionsOf(draft, 'ticketTypes'), Number(copied('position', '0')))),
        'name.ja': '',
        'name.en': '',
        price: '',
        currency: copied('currency', 'JPY'),
        capacity: '',
        screens: copied('screens', '1'),
        saleStartsAt: copied('saleStartsAt', ''),
        saleEndsAt: copied('saleEndsAt', ''),
        days: '',
      }),
    },
  });
}

/** A line at the end of a day's program, at the time of the day's start. */
export function withItem(draft: EventDraft, dayId: string): EventDraft {
  const items = draft.days.find(({ id }) => id === dayId)?.items ?? [];
  const numbers = items.map((item) => Number(item.replace('line', '')));
  const item = `line${Math.max(0, ...numbers) + 1}`;
  const at =
    draft.fields[`days.${dayId}.${items.length === 0 ? 'startsAt' : `program.${items.at(-1) ?? ''}.at`}`];
  return {
    ...withItems(draft, dayId, [...items, item]),
    fields: {
      ...draft.fields,
      ...placed(`days.${dayId}.program.${item}`, { at: at ?? '', 'title.ja': '', 'title.en': '' }),
    },
  };
}

export function withoutItem(draft: EventDraft, dayId: string, item: string): EventDraft {
  const items = draft.days.find(({ id }) => id === dayId)?.items ?? [];
  const rest = items.filter((known) => known !== item);
  return {
    ...withItems(draft, dayId, rest),
    fields: without(draft.fields, `days.${dayId}.program.${item}.`),
  };
}

/** Without the day; no ticket type opens it any more. */
export function withoutDay(draft: EventDraft, id: string): EventDraft {
  const opened = draft.ticketTypes.map((type) => `ticketTypes.${type}.days`);
  const kept = without(draft.fields, `days.${id}.`);
  const days = opened.map((path) => [path, toggled(kept[path] ?? '', id, false)] as const);
  return {
    ...draft,
    days: draft.days.filter((day) => day.id !== id),
    fields: { ...kept, ...Object.fromEntries(days) },
  };
}

export function withoutTicketType(draft: EventDraft, id: string): EventDraft {
  return {
    ...draft,
    ticketTypes: draft.ticketTypes.filter((known) => known !== id),
    fields: without(draft.fields, `ticketTypes.${id}.`),
  };
}

/** The row trades its position with the one before (-1) or behind (1) it. */
export function withMoved(
  draft: EventDraft,
  list: 'days' | 'ticketTypes',
  { id, by }: { readonly id: string; readonly by: -1 | 1 },
): EventDraft {
  const ids = list === 'days' ? draft.days.map((day) => day.id) : draft.ticketTypes;
  const other = ids[ids.indexOf(id) + by];
  if (other === undefined) return draft;
  const [mine, theirs] = [`${list}.${id}.position`, `${list}.${other}.position`];
  const swapped = { [mine]: draft.fields[theirs] ?? '', [theirs]: draft.fields[mine] ?? '' };
  return ordered({ ...draft, fields: { ...draft.fields, ...swapped } });
}

/** A list of names in one text, with this one in it or not. */
export function toggled(text: string, name: string, isIn: boolean): string {
  const names = text.split(' ').filter((known) => known !== '' && known !== name);
  return (isIn ? [...names, name].sort() : names).join(' ');
}

/** Days and ticket types as their positions say. */
export function ordered(draft: EventDraft): EventDraft {
  const place = (list: string, id: string) => Number(draft.fields[`${list}.${id}.position`]);
  return {
    ...draft,
    days: draft.days.toSorted((a, b) => place('days', a.id) - place('days', b.id)),
    ticketTypes: draft.ticketTypes.toSorted((a, b) => place('ticketTypes', a) - place('ticketTypes', b)),
  };
}

function withItems(draft: EventDraft, dayId: string, items: DraftDay['items']): EventDraft {
  return { ...draft, days: draft.days.map((day) => (day.id === dayId ? { ...day, items } : day)) };
}

function positionsOf(draft: EventDraft, list: 'days' | 'ticketTypes'): readonly number[] {
  const ids = list === 'days' ? draft.days.map(({ id }) => id) : draft.ticketTypes;
  return ids.map((id) => Number(draft.fields[`${list}.${id}.position`]));
}

function freePosition(taken: readonly number[], after: number): number {
  return taken.includes(after + 1) ? freePosition(taken, after + 1) : after + 1;
}

function placed(place: string, fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [`${place}.${name}`, text]));
}

function without(fields: Readonly<Record<string, string>>, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => !path.startsWith(prefix)));
}
