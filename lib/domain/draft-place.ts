import { dayFields, type EventDraft, eventFields, itemFields, typeFields } from './event-draft';

/** What a path of a draft stands for: a field, a whole row, or a list. */
export type DraftPlace =
  | { readonly scope: 'event'; readonly field: (typeof eventFields)[number]; readonly language?: Language }
  | {
      readonly scope: 'day';
      readonly id: string;
      readonly field?: (typeof dayFields)[number];
      readonly language?: Language;
    }
  | {
      readonly scope: 'item';
      readonly id: string;
      readonly item: string;
      readonly field?: (typeof itemFields)[number];
      readonly language?: Language;
    }
  | {
      readonly scope: 'type';
      readonly id: string;
      readonly field?: (typeof typeFields)[number];
      readonly language?: Language;
    }
  | { readonly scope: 'list'; readonly list: 'days' | 'ticketTypes' };

type Language = 'ja' | 'en';

/** Reads a path of a draft; undefined for one that no draft has. */
export function placeOf(path: string): DraftPlace | undefined {
  const language = path.endsWith('.ja')
    ? { language: 'ja' as const }
    : path.endsWith('.en')
      ? { language: 'en' as const }
      : {};
  const [first = '', id, third = '', item, fifth] = path.replace(/\.(ja|en)$/, '').split('.');
  if (first !== 'days' && first !== 'ticketTypes') {
    const field = eventFields.find((name) => name === first);
    return field && { scope: 'event', field, ...language };
  }
  if (id === undefined) return { scope: 'list', list: first };
  if (first === 'ticketTypes') {
    const field = typeFields.find((name) => name === third);
    return { scope: 'type', id, ...(field && { field }), ...language };
  }
  if (third === 'program' && item !== undefined) {
    const field = itemFields.find((name) => name === fifth);
    return { scope: 'item', id, item, ...(field && { field }), ...language };
  }
  const field = dayFields.find((name) => name === third);
  return { scope: 'day', id, ...(field && { field }), ...language };
}

/**
 * Where in the form a place of the event file is: `days.0.kids.3` is `days.day_8f3k.kids`. What the form has no field for,
 * such as a day that was removed, is told at its list; empty for what is nowhere.
 */
export function draftPath(filePath: string, draft: EventDraft): string {
  const [list = '', place = ''] = filePath.split('.');
  const renamed = filePath
    .replace(/^days\.(\d+)\b/, (_, index: string) => `days.${draft.days[Number(index)]?.id ?? ''}`)
    .replace(
      /^ticketTypes\.(\d+)\b/,
      (_, index: string) => `ticketTypes.${draft.ticketTypes[Number(index)] ?? ''}`,
    )
    .replace(/\.priceMinor$/, '.price')
    .replace(/^countryRule\.mode$/, 'countryMode')
    .replace(/^countryRule\.unknown$/, 'unknownCountry')
    .replace(/^(countryRule|playbackPolicy|viewingPolicy)\./, '');
  const dayId = /^days\.([^.]+)\.program\.\d+\./.test(renamed) ? renamed.split('.')[1] : undefined;
  const inItem = renamed.replace(
    /\.program\.(\d+)\./,
    (_, index: string) =>
      `.program.${draft.days.find(({ id }) => id === dayId)?.items[Number(index)] ?? ''}.`,
  );
  // A key id that is there twice is told at the last day that has it.
  const twice = list === 'days' && draft.days.findLast(({ id }) => hasKid(draft, id, place));
  return nearest(twice ? `days.${twice.id}.kids` : inItem, draft);
}

function hasKid({ fields }: EventDraft, dayId: string, kid: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '').trim();
  return (
    /^[0-9a-f-]{36}$/.test(kid) &&
    (fields[`days.${dayId}.kids`] ?? '').split('\n').map(plain).includes(plain(kid))
  );
}

function nearest(path: string, draft: EventDraft): string {
  if (path === '' || Object.hasOwn(draft.fields, path)) return path;
  if (path === 'days' || path === 'ticketTypes' || path === 'state') return path;
  // Both languages at once, such as a text that is missing as a whole.
  if (Object.hasOwn(draft.fields, `${path}.ja`)) return `${path}.ja`;
  return nearest(path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '', draft);
}
