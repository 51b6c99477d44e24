import type { EventPlan, PlannedDay, PlannedTicketType } from './event-plan';
import type { LocalizedText } from './localized-text';
import { writeAmount } from './typed-number';
import { writeLocalTime } from './zoned-time';

/**
 * An event plan as a form holds it: every field is the text that stands in it, also while it means nothing yet. Fields are
 * named by path, with ids in place of numbers (`days.day_8f3k.startsAt`), so that a path still means the same day when the
 * order changes or somebody else has saved.
 */
export interface EventDraft {
  readonly id: string;
  readonly state: EventPlan['state'];
  readonly fields: Readonly<Record<string, string>>;
  /** In the order of their positions, each with the ids of its program's lines. */
  readonly days: readonly DraftDay[];
  readonly ticketTypes: readonly string[];
}

export interface DraftDay {
  readonly id: string;
  readonly items: readonly string[];
}

/** Fields by where they stand; texts in two languages have `.ja` and `.en` behind the name. */
export const eventFields = [
  'slug',
  'timeZone',
  'title',
  'tagline',
  'description',
  'organizer',
  'contactEmail',
  'refundTerms',
  'licenseSeconds',
  'hdcp',
  'securityLevel',
  'chasePlay',
  'pictureInPicture',
  'countryMode',
  'countries',
  'unknownCountry',
] as const;
export const dayFields = [
  'position',
  'title',
  'access',
  'doorsAt',
  'startsAt',
  'endsAt',
  'archiveUntil',
  'manifestUrl',
  'hlsManifestUrl',
  'backupOrigin',
  'keySystems',
  'contentIds',
  'kids',
] as const;
export const itemFields = ['at', 'title'] as const;
export const typeFields = [
  'position',
  'name',
  'price',
  'currency',
  'capacity',
  'screens',
  'saleStartsAt',
  'saleEndsAt',
  'days',
] as const;

/** The plan as it stands in the form. `readEventFile` of `fileOfDraft` gives back the same plan. */
export function draftOf(plan: EventPlan): EventDraft {
  const { id, state, days, ticketTypes, timeZone } = plan;
  return {
    id,
    state,
    fields: Object.fromEntries([
      ...headFields(plan),
      ...days.flatMap((day) => under(`days.${day.id}`, fieldsOfDay(day, timeZone))),
      ...ticketTypes.flatMap((type) => under(`ticketTypes.${type.id}`, fieldsOfType(type, timeZone))),
    ]),
    days: days.map((day) => ({ id: day.id, items: day.program.map((_, index) => itemId(index)) })),
    ticketTypes: ticketTypes.map((type) => type.id),
  };
}

/** A program line by its place when it was read. */
export function itemId(index: number): string {
  return `line${index + 1}`;
}

type Fields = readonly (readonly [string, string])[];

function headFields(plan: EventPlan): Fields {
  const { playbackPolicy, viewingPolicy, countryRule } = plan;
  const { title, tagline, description, organizer, refundTerms } = plan;
  return [
    ['slug', plan.slug],
    ['timeZone', plan.timeZone],
    ['contactEmail', plan.contactEmail],
    ...Object.entries({ title, tagline, description, organizer, refundTerms }).flatMap(inBoth),
    ['licenseSeconds', playbackPolicy.licenseSeconds?.toString() ?? ''],
    ['hdcp', playbackPolicy.hdcp ?? ''],
    ['securityLevel', playbackPolicy.securityLevel ?? ''],
    ['chasePlay', onOrOff(viewingPolicy.chasePlay)],
    ['pictureInPicture', onOrOff(viewingPolicy.pictureInPicture)],
    ['countryMode', countryRule?.mode ?? ''],
    ['countries', countryRule?.countries.join(' ') ?? ''],
    ['unknownCountry', countryRule?.unknown ?? 'refuse'],
  ];
}

function fieldsOfDay(day: PlannedDay, timeZone: string): Fields {
  const time = (at: Date) => writeLocalTime(at, timeZone);
  return [
    ['position', String(day.position)],
    ...inBoth(['title', day.title]),
    ['access', day.access],
    ['doorsAt', time(day.doorsAt)],
    ['startsAt', time(day.startsAt)],
    ['endsAt', time(day.endsAt)],
    ['archiveUntil', day.archiveUntil === null ? '' : time(day.archiveUntil)],
    ['manifestUrl', day.manifestUrl],
    ['hlsManifestUrl', day.hlsManifestUrl ?? ''],
    ['backupOrigin', day.backupOrigin ?? ''],
    ['keySystems', day.keySystems.join(' ')],
    ['contentIds', day.contentIds.join('\n')],
    ['kids', day.kids.join('\n')],
    ...day.program.flatMap(({ at, title }, index) =>
      under(`program.${itemId(index)}`, [['at', time(new Date(at))], ...inBoth(['title', title])]),
    ),
  ];
}

function fieldsOfType(type: PlannedTicketType, timeZone: string): Fields {
  return [
    ['position', String(type.position)],
    ...inBoth(['name', type.name]),
    ['price', writeAmount(type.priceMinor, type.currency)],
    ['currency', type.currency],
    ['capacity', String(type.capacity)],
    ['screens', String(type.screens)],
    ['saleStartsAt', writeLocalTime(type.saleStartsAt, timeZone)],
    ['saleEndsAt', writeLocalTime(type.saleEndsAt, timeZone)],
    ['days', type.days.join(' ')],
  ];
}

function inBoth([name, text]: readonly [string, LocalizedText]): Fields {
  return [
    [`${name}.ja`, text.ja],
    [`${name}.en`, text.en],
  ];
}

function under(place: string, fields: Fields): Fields {
  return fields.map(([name, text]) => [`${place}.${name}`, text]);
}

function onOrOff(value: boolean | undefined): string {
  return value === undefined ? '' : value ? 'on' : 'off';
}
