import { type SQL, sql } from 'drizzle-orm';
import type { SearchQuery } from '@/lib/domain/search-query';
import { codesOf, listOfCodes, listOfOrders, listOfPeople } from '@/lib/staff/search-lists';
import { HITS, type Paging, PEOPLE, type SearchStep, searchStep } from '@/lib/staff/search-steps';

/**
 * One statement for all readings of what was typed, so that a search is one way to the database. Each reading is run only
 * where those before it have found nothing. Its one row is a `SearchRow`.
 */
export function searchStatement(readings: readonly SearchQuery[], paging: Paging): SQL {
  const code = readings.find((query) => query.kind === 'support_code');
  const steps = readings.map((query, index) => {
    const isOpen = nothingBefore(index, code !== undefined);
    return { index, isOpen, step: searchStep(query, paging, isOpen) };
  });
  const ctes = [
    ...(code === undefined ? [] : [sql`codes as materialized (${codesOf(code.value)})`]),
    ...steps.flatMap(({ step, index, isOpen }) => [...step.ctes, ...hitsOf(step, { index, isOpen, paging })]),
  ];
  const all = (name: 'hits' | 'people') =>
    sql.join(
      steps.map(({ index }) => sql`select ${index}::int as step, id from ${table(name, index)}`),
      sql` union all `,
    );
  return sql`with ${sql.join(ctes, sql`, `)} select
    ${listOfOrders(all('hits'))} as orders, ${listOfPeople(all('people'))} as people,
    ${code === undefined ? sql`'[]'::json` : listOfCodes} as codes`;
}

interface Place {
  readonly index: number;
  readonly isOpen: SQL;
  readonly paging: Paging;
}

/** The orders of a reading, and the viewers without any; these only beside the first page. */
function hitsOf({ orders, viewers }: SearchStep, { index, isOpen, paging }: Place): readonly SQL[] {
  const people =
    viewers === undefined || paging.before !== undefined
      ? sql`select id from viewers where false`
      : sql`select v.id from (select distinct id from (${viewers}) found) f
          cross join lateral (select id, created_at from viewers where viewers.id = f.id limit 1) v
          where ${isOpen} and not exists (select from orders o where o.viewer_id = v.id)
          order by v.created_at desc, v.id desc limit ${PEOPLE}`;
  return [
    sql`${table('hits', index)} as materialized (
      select id, created_at from (${orders}) found where ${isOpen} order by created_at desc, id desc limit ${HITS})`,
    sql`${table('people', index)} as materialized (${people})`,
  ];
}

/** A code leads to what it stands for also where nobody was signed in. */
function nothingBefore(index: number, hasCode: boolean): SQL {
  if (index === 0) return sql`true`;
  const tables = [
    ...(hasCode ? [sql`codes`] : []),
    ...Array.from({ length: index }, (_, before) => [table('hits', before), table('people', before)]).flat(),
  ];
  return sql.join(
    tables.map((name) => sql`not exists (select from ${name})`),
    sql` and `,
  );
}

function table(name: 'hits' | 'people', index: number): SQL {
  return sql.raw(`${name}_${index}`);
}
