import { z } from 'zod';
import { parseContentId } from '@/lib/domain/content-id';
import type { EventPlan } from '@/lib/domain/event-plan';
import { keySystems } from '@/lib/domain/key-system';
import { parseKid } from '@/lib/domain/kid';
import type { PlanMistake } from '@/lib/domain/plan-mistake';
import { hdcpLevels, securityLevels } from '@/lib/domain/playback-policy';
import { isTimeZone } from '@/lib/domain/zoned-time';
import { mistakeOf } from '@/lib/staff/plan-mistake-of';

/** An event as a file, at most. */
export const MAX_EVENT_FILE_BYTES = 512 * 1024;

const words = (most: number) =>
  z.strictObject({ ja: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const url = z.url({ protocol: /^https?$/ }).max(2000);
const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z_]{1,40}$`), `is no ${prefix}_… id`);
const kid = z.string().transform((text, context) => {
  const parsed = parseKid(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'is no key id (UUID or 32 hexadecimal digits)' });
  return z.NEVER;
});
const timeZone = z.string().refine(isTimeZone, 'is no time zone of the IANA database');

const day = z.strictObject({
  id: id('day'),
  position: z.int().min(1).max(1000),
  title: words(200),
  program: z.array(z.strictObject({ at: z.iso.datetime({ offset: true }), title: words(200) })).max(200),
  access: z.enum(['open', 'ticket']),
  doorsAt: moment,
  startsAt: moment,
  endsAt: moment,
  archiveUntil: moment.nullable(),
  manifestUrl: url,
  hlsManifestUrl: url.nullable(),
  backupOrigin: z
    .string()
    .regex(/^https?:\/\/[^/?#\s]+$/i, 'is no origin (scheme and host)')
    .nullable(),
  keySystems: z.array(z.enum(keySystems)).min(1),
  contentIds: z
    .array(z.string().refine((text) => parseContentId(text) !== undefined, 'is no content id'))
    .max(20),
  kids: z.array(kid).max(100),
});

const ticketType = z.strictObject({
  id: id('tkt'),
  position: z.int().min(1).max(1000),
  name: words(200),
  priceMinor: z.int().min(0).max(100_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is no ISO 4217 code'),
  capacity: z.int().min(0).max(10_000_000),
  screens: z.int().min(1).max(5),
  saleStartsAt: moment,
  saleEndsAt: moment,
  days: z.array(z.string()).max(100),
});

const countryRule = z.strictObject({
  mode: z.enum(['only', 'except']),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'is no ISO 3166-1 code'))
    .min(1)
    .max(250),
  unknown: z.enum(['allow', 'refuse']),
});

const playbackPolicy = z
  .strictObject({
    licenseSeconds: z.int().min(60).max(86_400).optional(),
    hdcp: z.enum(hdcpLevels).optional(),
    securityLevel: z.enum(securityLevels).optional(),
  })
  .transform(({ licenseSeconds, hdcp, securityLevel }) => ({
    ...(licenseSeconds !== undefined && { licenseSeconds }),
    ...(hdcp !== undefined && { hdcp }),
    ...(securityLevel !== undefined && { securityLevel }),
  }));

const viewingPolicy = z
  .strictObject({ chasePlay: z.boolean().optional(), pictureInPicture: z.boolean().optional() })
  .transform(({ chasePlay, pictureInPicture }) => ({
    ...(chasePlay !== undefined && { chasePlay }),
    ...(pictureInPicture !== undefined && { pictureInPicture }),
  }));

const eventFile = z.strictObject({
  format: z.literal('stagedoor-event'),
  formatVersion: z.literal(1),
  id: id('evt'),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'has lower-case letters, digits and single hyphens only')
    .max(80),
  state: z.enum(['draft', 'published']),
  timeZone,
  title: words(200),
  tagline: words(300),
  description: words(10_000),
  organizer: words(200),
  contactEmail: z.email().max(254),
  refundTerms: words(5000),
  playbackPolicy,
  viewingPolicy,
  countryRule: countryRule.nullable(),
  days: z.array(day).max(100),
  ticketTypes: z.array(ticketType).max(100),
});

export type ReadEventFile =
  | { readonly ok: true; readonly plan: EventPlan }
  /** Where in the file and what is wrong there, as a code and in English; at most 200. */
  | { readonly ok: false; readonly mistakes: readonly FileMistake[] };

export interface FileMistake extends PlanMistake {
  readonly message: string;
}

/** Reads an event file (docs/events.md). Never throws. */
export function readEventFile(text: string): ReadEventFile {
  if (text.length > MAX_EVENT_FILE_BYTES) return mistake('', `has more than ${MAX_EVENT_FILE_BYTES} bytes`);
  const json = parseJson(text);
  if (json === undefined) return mistake('', 'is no JSON');
  const parsed = eventFile.safeParse(json);
  if (!parsed.success) {
    return { ok: false, mistakes: parsed.error.issues.slice(0, 200).map(mistakeOf) };
  }
  const { format: _format, formatVersion: _version, ...plan } = parsed.data;
  return { ok: true, plan };
}

/** The file of an event: read back it is the same plan. */
export function writeEventFile(plan: EventPlan): string {
  return `${JSON.stringify({ format: 'stagedoor-event', formatVersion: 1, ...plan }, null, 2)}\n`;
}

function mistake(path: string, message: string): ReadEventFile {
  return { ok: false, mistakes: [{ path, message, code: 'invalid' }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
