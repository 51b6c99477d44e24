import type { z } from 'zod';
import type { PlanMistake } from '@/lib/domain/plan-mistake';

type Code = PlanMistake['code'];

/** What is wrong where the text of a field does not have the form that it must have. */
const byField: Readonly<Record<string, Code>> = {
  slug: 'slug',
  timeZone: 'time_zone',
  contactEmail: 'mail',
  manifestUrl: 'url',
  hlsManifestUrl: 'url',
  backupOrigin: 'origin',
  kids: 'kid',
  contentIds: 'content_id',
  currency: 'currency',
  countries: 'country',
  keySystems: 'key_system',
  at: 'time',
  doorsAt: 'time',
  startsAt: 'time',
  endsAt: 'time',
  archiveUntil: 'time',
  saleStartsAt: 'time',
  saleEndsAt: 'time',
  priceMinor: 'number',
  capacity: 'number',
  screens: 'number',
  licenseSeconds: 'number',
};

/** What zod found, as one of our codes, so that a form can say it in the language of its reader. */
export function mistakeOf(issue: z.core.$ZodIssue) {
  const { path, message } = issue;
  return { path: path.join('.'), message, code: codeOf(issue) };
}

function codeOf(issue: z.core.$ZodIssue): Code {
  const field = issue.path.findLast((part) => typeof part === 'string') ?? '';
  if (issue.code === 'too_small' && issue.origin !== 'int' && issue.origin !== 'number') return 'missing';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too_long';
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'range';
  return byField[String(field)] ?? 'invalid';
}
