import type { Client } from 'pg';

/** What staff type at the load of `seed-load.ts`: common, rare and unknown, and the index that has to answer. */
export interface LoadSearch {
  readonly kind: string;
  readonly typed: readonly string[];
  /** Those that the plan must name, by kind. */
  readonly indexes: readonly string[];
}

const ofBuyers = ['orders_viewer'];
const walk = ['orders_newest', 'viewers_pkey'];

const ofPayments = [
  'payments_payment_intent_id_unique',
  'payments_charge_id_unique',
  'refunds_stripe_refund_id_unique',
];
const ofCodes = [
  'license_decisions_support_code',
  'readiness_passes_code',
  'playback_sessions_mark_unique',
  ...ofBuyers,
];

const parts: readonly LoadSearch[] = [
  {
    kind: 'common part',
    typed: ['@gmail.com', 'gmail.com', 'sato', '.jp', 'hanako', 'a', '1'],
    indexes: walk,
  },
  {
    kind: 'rare part of an address',
    typed: ['@home.example', 'teshigawara', 'minai1', 'hanako.sato17', 'zzzgmail', 'xyzzy@', 'family.20'],
    indexes: [...walk, ...ofBuyers, 'viewers_email_part', 'orders_contact'],
  },
  {
    kind: 'common name',
    typed: ['佐藤', '佐藤花子', '花子', '子'],
    indexes: [...walk, ...ofBuyers, 'viewers_name_letters'],
  },
  {
    kind: 'rare name',
    typed: ['勅使河原', '薬袋', '四十住美咲', '鵜', '鵺', '鬼瓦権造'],
    indexes: [...walk, ...ofBuyers, 'viewers_name_letters'],
  },
  { kind: 'two letters', typed: ['zq', 'qx'], indexes: [...walk, ...ofBuyers, 'viewers_name_letters'] },
  {
    kind: 'four digits',
    typed: ['4242', '0815'],
    indexes: [...walk, ...ofBuyers, 'viewers_email_part', 'payments_card'],
  },
];

/** Needs a loaded database: codes and cards are read from it. */
export async function loadSearches(client: Client): Promise<readonly LoadSearch[]> {
  const column = async (query: string) => {
    const { rows } = await client.query<{ value: string }>(query);
    return rows.map(({ value }) => value);
  };
  const some = (table: string, value: string) =>
    column(`select ${value} as value from ${table} where ${value} is not null order by md5(id) limit 8`);
  const intents = await some('payments', 'payment_intent_id');
  const refunds = await some('refunds', 'stripe_refund_id');
  const passes = await some('readiness_passes', 'code');
  const marks = await some('playback_sessions', 'mark');
  const decisions = await some('license_decisions', 'support_code');
  const cards = await column(
    `select '*' || card_last4 || ' ' || amount_minor || ' ' || to_char(created_at at time zone 'Asia/Tokyo', 'MM/DD') as value
     from payments order by md5(id) limit 8`,
  );
  const emails = [...(await some('viewers', 'email')), 'nobody@gmail.com', 'family.20@home.example'];
  return [
    { kind: 'nothing typed', typed: [''], indexes: ['orders_newest'] },
    { kind: 'order code', typed: await some('orders', 'code'), indexes: ['orders_code_unique'] },
    { kind: 'order id', typed: await some('orders', 'id'), indexes: ['orders_pkey'] },
    { kind: 'payment id', typed: [...intents, ...refunds], indexes: ofPayments },
    { kind: 'support code or mark', typed: [...decisions, ...marks, ...passes], indexes: ofCodes },
    { kind: 'card, amount and day', typed: cards, indexes: ['payments_card'] },
    { kind: 'card alone', typed: cards.map((typed) => typed.slice(0, 5)), indexes: ['payments_card'] },
    { kind: 'address', typed: emails, indexes: ['viewers_email_unique', 'orders_contact', ...ofBuyers] },
    ...parts,
  ];
}

/** Tables that grow with the audience; the others have a few dozen rows. */
const small = new Set(['events', 'event_days', 'ticket_types']);

/** What of a plan would take longer the more rows there are: whole tables read, also where this run did not. */
export function wholeTables(plan: string): readonly string[] {
  return [...plan.matchAll(/Seq Scan on (\w+)/g)].flatMap(([, table = '']) =>
    small.has(table) ? [] : [table],
  );
}
