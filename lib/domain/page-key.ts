/**
 * Where a page of a list ended, by (moment, id): kept in the address, so that the next page begins there also when that
 * row has moved meanwhile.
 */
export interface PageKey {
  /** ISO 8601 in UTC with six decimals: the database's, which JavaScript's times cut. */
  readonly moment: string;
  readonly id: string;
}

const keyForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([\x21-\x7e]{1,300})$/;

export function writePageKey({ moment, id }: PageKey): string {
  return `${moment}~${id}`;
}

/** Undefined for anything that is no key; an address may hold whatever people make of it. */
export function parsePageKey(text: string): PageKey | undefined {
  const [, moment, id] = keyForm.exec(text) ?? [];
  return moment === undefined || id === undefined || !isMoment(moment) ? undefined : { moment, id };
}

/** February 31 is none. */
export function isMoment(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 23));
}
