import { type SQL, sql } from 'drizzle-orm';
import type { SearchQuery } from '@/lib/domain/search-query';

/** How many of the newest orders are read before the indexes are asked. */
const WALKED = 1500;
const ENOUGH = 51;

type Part = SearchQuery & { readonly kind: 'mail' | 'text' };

interface Within {
  /** SQL about `orders o`: older than the page before. */
  readonly older: SQL;
  /** SQL: earlier readings of the typed text have found nothing. */
  readonly isOpen: SQL;
}

/**
 * `recent`: those of the newest orders whose buyer's address, contact or name has that part. `matched`: where `recent`
 * is not a page, all viewers who have it. `contact`: the same as a condition on `orders o`.
 */
export function partialCtes(query: Part, { older, isOpen }: Within) {
  const { isMail, isName, mail, name } = readPart(query);
  const fits = sql.join(
    [
      ...(isMail
        ? [sql`v.email like ${mail}`, sql`(w.contact_email <> v.email and w.contact_email ilike ${mail})`]
        : []),
      ...(isName ? [sql`${foldedName('v')} ilike ${name}`] : []),
    ],
    sql` or `,
  );
  const isRare = sql`(select count(*) from recent) < ${ENOUGH} and ${isOpen}`;
  const recent = sql`recent as materialized (
    select w.id, w.created_at from (
      select o.id, o.created_at, o.viewer_id, o.contact_email from orders o where ${isOpen} and ${older}
      order by o.created_at desc, o.id desc limit ${WALKED}) w
    cross join lateral (select v.email, v.name from viewers v where v.id = w.viewer_id limit 1) v
    where ${fits} order by w.created_at desc, w.id desc limit ${ENOUGH})`;
  const matched = sql`matched as materialized (${sql.join(viewersWith(query, isRare), sql` union `)})`;
  const hasContact = isMail && hasTrigram(query.value);
  const contact = hasContact ? sql`o.contact_email ilike (select ${mail}::text) and ${isRare}` : sql`false`;
  return { ctes: [recent, matched], contact };
}

/** `%` and `_` are letters here and not wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Parts of addresses this short are looked for among the newest orders only: no index knows them. */
export function isShortPart(value: string): boolean {
  return isAscii(value) && !hasTrigram(value);
}

function readPart({ kind, value }: Part) {
  return {
    // An address has no other letters, as far as mail programs send them.
    isMail: kind === 'mail' || isAscii(value),
    isName: kind === 'text',
    mail: `%${escapeLike(value)}%`,
    name: `%${escapeLike(value.replaceAll(' ', ''))}%`,
  };
}

/**
 * Each through its index. What is looked for is hidden from the planner in a `select`: it would take a common part for a
 * reason to read the whole table, also where that is never run.
 */
function viewersWith(query: Part, isRare: SQL): SQL[] {
  const { isMail, isName, mail, name } = readPart(query);
  const letters = query.value.replaceAll(' ', '');
  const byMail = sql`select id from viewers where email like (select ${mail}::text) and ${isRare}`;
  const byName = sql`select v.id from viewers v where ${
    isAscii(letters) && hasTrigram(letters)
      ? sql`${foldedName('v')} ilike (select ${name}::text)`
      : // `lower … like` and not `ilike`: else the planner asks the trigrams too, which here are all rows.
        sql`string_to_array(lower(${foldedName('v')}), null) @> (select string_to_array(${letters}::text, null))
          and lower(${foldedName('v')}) like ${name}`
  } and ${isRare}`;
  const found = [...(isMail && hasTrigram(query.value) ? [byMail] : []), ...(isName ? [byName] : [])];
  return found.length > 0 ? found : [sql`select id from viewers where false`];
}

/** Whatever width its letters have and wherever its spaces stand: 山田花子 finds 山田　花子. As the indexes have it. */
function foldedName(viewers: 'v'): SQL {
  return sql`replace(normalize(${sql.raw(viewers)}.name, NFKC), ' ', '')`;
}

/** Whether pg_trgm can look it up, whatever stands before and after it. */
function hasTrigram(text: string): boolean {
  return /[a-z0-9]{3}|[^a-z0-9][a-z0-9]{2}|[a-z0-9]{2}[^a-z0-9]|[^a-z0-9][a-z0-9][^a-z0-9]/.test(text);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
