import type { DraftDay, EventDraft } from './event-draft';
import { readAmount, readWholeNumber } from './typed-number';
import { readLocalTime } from './zoned-time';

type Read = (name: string) => string;

/**
 * The event file that a form stands for. What cannot be read stays in it as it was typed, so that the file's reader names
 * it with its place. Spaces around a content id are taken away.
 */
export function fileOfDraft(draft: EventDraft): Readonly<Record<string, unknown>> {
  const read: Read = (name) => draft.fields[name] ?? '';
  const words = (name: string) => localized(read, name);
  return {
    format: 'stagedoor-event',
    formatVersion: 1,
    id: draft.id,
    slug: read('slug').trim(),
    state: draft.state,
    timeZone: read('timeZone').trim(),
    title: words('title'),
    tagline: words('tagline'),
    description: words('description'),
    organizer: words('organizer'),
    contactEmail: read('contactEmail').trim(),
    refundTerms: words('refundTerms'),
    ...policies(read),
    days: draft.days.map((day) => dayOf(draft, day)),
    ticketTypes: draft.ticketTypes.map((id) => typeOf(draft, id)),
  };
}

/** Times that no clock of the zone shows, because it is put forward over them; by path. */
export function skippedTimes({ fields }: EventDraft): readonly string[] {
  const { timeZone = '' } = fields;
  return Object.entries(fields)
    .filter(([path]) => /\.(at|\w+At|archiveUntil)$/.test(path))
    .filter(([, text]) => readLocalTime(text, timeZone.trim()).kind === 'skipped')
    .map(([path]) => path);
}

function policies(read: Read) {
  const licenseSeconds = read('licenseSeconds').trim();
  const [hdcp, securityLevel] = [read('hdcp'), read('securityLevel')];
  const [chasePlay, pictureInPicture] = [read('chasePlay'), read('pictureInPicture')];
  const mode = read('countryMode');
  const countries = read('countries')
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,、]+/);
  return {
    playbackPolicy: {
      ...(licenseSeconds !== '' && { licenseSeconds: number(licenseSeconds) }),
      ...(hdcp !== '' && { hdcp }),
      ...(securityLevel !== '' && { securityLevel }),
    },
    viewingPolicy: {
      ...(chasePlay !== '' && { chasePlay: chasePlay === 'on' }),
      ...(pictureInPicture !== '' && { pictureInPicture: pictureInPicture === 'on' }),
    },
    countryRule:
      mode === ''
        ? null
        : { mode, countries: countries.filter((code) => code !== ''), unknown: read('unknownCountry') },
  };
}

function dayOf(draft: EventDraft, { id, items }: DraftDay) {
  const read: Read = (name) => draft.fields[`days.${id}.${name}`] ?? '';
  const time = (name: string) => momentOf(draft, read(name));
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    id,
    position: number(read('position')),
    title: localized(read, 'title'),
    program: items.map((item) => ({
      at: time(`program.${item}.at`),
      title: localized(read, `program.${item}.title`),
    })),
    access: read('access'),
    doorsAt: time('doorsAt'),
    startsAt: time('startsAt'),
    endsAt: time('endsAt'),
    archiveUntil: read('archiveUntil') === '' ? null : time('archiveUntil'),
    manifestUrl: read('manifestUrl').trim(),
    hlsManifestUrl: orNull(read('hlsManifestUrl')),
    backupOrigin: orNull(read('backupOrigin')),
    keySystems: parts(read('keySystems'), ' '),
    contentIds: parts(read('contentIds'), '\n'),
    kids: parts(read('kids'), '\n'),
  };
}

function typeOf(draft: EventDraft, id: string) {
  const read: Read = (name) => draft.fields[`ticketTypes.${id}.${name}`] ?? '';
  const currency = read('currency').trim().toUpperCase();
  return {
    id,
    position: number(read('position')),
    name: localized(read, 'name'),
    priceMinor: readAmount(read('price'), currency) ?? read('price'),
    currency,
    capacity: number(read('capacity')),
    screens: number(read('screens')),
    saleStartsAt: momentOf(draft, read('saleStartsAt')),
    saleEndsAt: momentOf(draft, read('saleEndsAt')),
    days: parts(read('days'), ' '),
  };
}

function localized(read: Read, name: string) {
  return { ja: read(`${name}.ja`), en: read(`${name}.en`) };
}

function momentOf({ fields }: EventDraft, text: string): string {
  const read = readLocalTime(text, (fields.timeZone ?? '').trim());
  return read.kind === 'once' || read.kind === 'twice' ? read.at.toISOString() : text;
}

function number(text: string): number | string {
  return readWholeNumber(text) ?? text;
}

function parts(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
