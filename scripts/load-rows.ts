const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** SQL for the letters from `start` to `end` of the number `n`, to the base of the alphabet. */
const letters = (n: string, start: number, end: number): string =>
  places(start, end)
    .map((k) => `substr('${ALPHABET}', (${n} / ${31 ** k} % 31)::int + 1, 1)`)
    .join(' || ');

/** SQL for a code of the form of lib/domain/support-code.ts. */
const supportCode = (n: string): string => {
  const sum = places(0, 5).map((k) => `${k + 2} * (${n} / ${31 ** k} % 31)`);
  return `${letters(n, 0, 5)} || substr('${ALPHABET}', ((${sum.join(' + ')}) % 31)::int + 1, 1)`;
};

const places = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);

/** The statements that write a season's worth of rows, in order; `$1` is the moment up to which people came. */
export const loadStatements: readonly (readonly [what: string, statement: string])[] = [
  [
    'events',
    `insert into events (id, slug, state, time_zone, title, tagline, description, organizer, contact_email, refund_terms)
     select 'evt_load' || n, 'load-' || n, 'published', 'Asia/Tokyo', words, words, words, words, 'support@example.jp', words
     from generate_series(1, 5) n, jsonb_build_object('ja', '港の音楽祭 ' || n, 'en', 'Harbor Festival ' || n) words`,
  ],
  [
    'event days',
    `insert into event_days (id, event_id, position, title, doors_at, starts_at, ends_at, manifest_url, key_systems)
     select 'day_load' || n, 'evt_load' || n, 1, jsonb_build_object('ja', '1日目', 'en', 'Day 1'),
       $1::timestamptz - interval '2 hours', $1::timestamptz - interval '1 hour', $1::timestamptz + interval '2 hours',
       'http://127.0.0.1:1/none.mpd', '{widevine}'
     from generate_series(1, 5) n`,
  ],
  [
    'ticket types',
    `insert into ticket_types (id, event_id, position, name, price_minor, currency, capacity, sold, sale_starts_at, sale_ends_at)
     select 'tkt_load' || n || p, 'evt_load' || n, p, jsonb_build_object('ja', '券種' || p, 'en', 'Ticket ' || p),
       1000 + p * 1500, 'JPY', 1000000, 0, $1::timestamptz - interval '90 days', $1::timestamptz + interval '1 hour'
     from generate_series(1, 5) n, generate_series(1, 3) p`,
  ],
  [
    'days of ticket types',
    `insert into ticket_type_days (ticket_type_id, event_day_id)
     select 'tkt_load' || n || p, 'day_load' || n from generate_series(1, 5) n, generate_series(1, 3) p`,
  ],
  [
    // Given names and addresses as they are spread in Japan: a few are very common. The last of them never buy.
    'viewers',
    `insert into viewers (id, email, name, created_at)
     select 'vwr_load' || lpad(n::text, 6, '0'),
       given_latin[1 + n * 7 % 20] || '.' || latin[family] || n || '@' || domains[1 + n * 11 % 20],
       kanji[family] || case n % 3 when 0 then '　' when 1 then ' ' else '' end || given[1 + n * 7 % 20],
       $1::timestamptz - interval '60 days' * (n * 7919 % 160000) / 160000.0
     from generate_series(1, $2::int) n,
       (values (array['佐藤','鈴木','高橋','田中','伊藤','渡辺','山本','中村','小林','加藤','吉田','山田','佐々木','山口','松本','井上','木村','林','斎藤','清水','鵜飼','四十住','勅使河原','薬袋'],
         array['sato','suzuki','takahashi','tanaka','ito','watanabe','yamamoto','nakamura','kobayashi','kato','yoshida','yamada','sasaki','yamaguchi','matsumoto','inoue','kimura','hayashi','saito','shimizu','ukai','aizumi','teshigawara','minai'],
         array['花子','太郎','さくら','陽菜','蓮','大翔','結衣','美咲','翔太','健一','由美','直樹','真由美','恵子','拓也','彩','悠人','凛','葵','千尋'],
         array['hanako','taro','sakura','hina','ren','hiroto','yui','misaki','shota','kenichi','yumi','naoki','mayumi','keiko','takuya','aya','yuto','rin','aoi','chihiro'],
         array['gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','gmail.com','yahoo.co.jp','yahoo.co.jp','yahoo.co.jp','docomo.ne.jp','docomo.ne.jp','icloud.com','icloud.com','ezweb.ne.jp','softbank.jp','example.jp'])
       ) words (kanji, latin, given, given_latin, domains),
       lateral (select case when n % 1000 = 1 then 21 + n / 1000 % 4 else 1 + n * 13 % 20 end) families (family)`,
  ],
  [
    'orders',
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at, closed_at)
     select 'ord_load' || lpad(n::text, 6, '0'), letters.code, viewers.id, 'evt_load' || 1 + n % 5, state, 1000 + 1500 * (1 + n % 3),
       'JPY', case when n % 20 = 0 then 'Family.' || n || '@home.example' else viewers.email end, 'ja', 'load' || n,
       at + interval '10 minutes', at, case when state not in ('expired', 'held') then at + interval '1 minute' end,
       case when state in ('expired', 'refunded') then at + interval '1 hour' end
     from generate_series(1, $3::int) n
     join viewers on viewers.id = 'vwr_load' || lpad(case when n <= $2::int * 3 / 4 then n else (n - $2::int * 3 / 4) end::text, 6, '0'),
       lateral (select $1::timestamptz - interval '60 days' * (n * 104729::bigint % 200003) / 200003.0 as at,
         case when n % 10 = 0 then 'expired' when n % 33 = 0 then 'refunded' else 'paid' end as state,
         n * 2654435761 % 852891037441 as c) x,
       lateral (select ${letters('c', 0, 4)} || '-' || ${letters('c', 4, 8)} as code offset 0) letters`,
  ],
  [
    'history of orders',
    `insert into order_history (order_id, to_state, created_at)
     select id, state, created_at from orders where event_id like 'evt_load%'`,
  ],
  [
    'order lines',
    `insert into order_lines (id, order_id, ticket_type_id, price_minor, revoked_at)
     select 'lin_load' || substr(id, 9), id, 'tkt_' || substr(event_id, 5) || (total_minor - 1000) / 1500, total_minor,
       case when state in ('expired', 'refunded') then closed_at end
     from orders where event_id like 'evt_load%'`,
  ],
  [
    'payments',
    `insert into payments (id, order_id, attempt, payment_intent_id, charge_id, amount_minor, currency, state, stripe_status,
       method, card_brand, card_last4, created_at)
     select 'pay_load' || substr(id, 9), id, 1, 'pi_3Load' || substr(id, 9), case when state <> 'expired' then 'ch_3Load' || substr(id, 9) end,
       total_minor, 'JPY', case when state = 'expired' then 'canceled' else 'succeeded' end,
       case when state = 'expired' then 'canceled' else 'succeeded' end, 'card', 'visa',
       lpad((substr(id, 9)::int * 31 % 10000)::text, 4, '0'), created_at
     from orders where event_id like 'evt_load%'`,
  ],
  [
    'refunds',
    `insert into refunds (id, payment_id, purpose, stripe_refund_id, amount_minor, source, state, created_at)
     select 'ref_load' || substr(p.id, 9), p.id, 'load', 're_3Load' || substr(p.id, 9), p.amount_minor, 'staff', 'succeeded', o.closed_at
     from payments p join orders o on o.id = p.order_id where o.state = 'refunded' and o.event_id like 'evt_load%'`,
  ],
  [
    'entitlements',
    `insert into entitlements (id, order_line_id, event_day_id, viewer_id, state, created_at)
     select 'ent_load' || substr(o.id, 9), 'lin_load' || substr(o.id, 9), 'day_' || substr(o.event_id, 5), o.viewer_id,
       case when o.state = 'refunded' then 'revoked' else 'active' end, o.paid_at
     from orders o where o.paid_at is not null and o.event_id like 'evt_load%'`,
  ],
  [
    'seats',
    `update ticket_types t set sold = lines.n
     from (select ticket_type_id, count(*) n from order_lines where revoked_at is null and id like 'lin_load%' group by 1) lines
     where t.id = lines.ticket_type_id`,
  ],
  [
    'playback sessions',
    `insert into playback_sessions (id, viewer_id, event_day_id, slot, device, browser, mark, opened_at, last_beat_at,
       watched_seconds, stalls, closed_at, close_reason)
     select 'pbs_load' || lpad(n::text, 6, '0'), viewer_id, event_day_id, 1, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0 Safari/537.36',
       'browser' || n, ${supportCode('c')}, at, at + interval '40 minutes', 2400, n % 3,
       case when n > $4::int / 8 then at + interval '41 minutes' end, case when n > $4::int / 8 then 'ended' end
     from (select viewer_id, event_day_id, generate_series(0, 1) again, row_number() over (order by id) r
           from entitlements where id like 'ent_load%') e,
       lateral (select r + again * $4::int / 4 as n, (r + again * $4::int / 4) * 1103515245::bigint % 28629151 as c) numbered,
       lateral (select $1::timestamptz - interval '1 second' * (n % 7200) as at) times
     where r <= $4::int / 4`,
  ],
  [
    'license decisions',
    `insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, support_code, browser_family, decided_at, last_decided_at, count)
     select 'dec_load' || lpad(n::text, 6, '0'), s.id, s.viewer_id, s.event_day_id, 'widevine', o.outcome,
       ${supportCode('c')}, (array['chrome','safari_ios','chrome_android','edge'])[1 + n % 4],
       s.opened_at + interval '2 seconds' * again, s.opened_at + interval '2 seconds' * again, 1 + n % 3
     from (select *, row_number() over (order by id) r from playback_sessions where id like 'pbs_load%') s,
       generate_series(0, 1) again,
       lateral (select r + again * $4::int / 2 as n, ((r + again * $4::int / 2) * 1664525::bigint + 1013904223) % 28629151 as c) numbered,
       lateral (select case again when 0 then 'granted' else (array['session_taken_over','session_closed','region_blocked','ended'])[1 + n % 4] end as outcome) o`,
  ],
  [
    'readiness passes',
    `insert into readiness_passes (id, code, browser, event_id, viewer_id, device, verdict, checks, checked_at)
     select 'rdy_load' || n, ${supportCode('c')}, 'browser' || n, 'evt_load' || 1 + n % 5,
       case when n % 4 > 0 then 'vwr_load' || lpad(n::text, 6, '0') end, 'iPhone · Safari',
       case when n % 5 = 0 then 'not_ready' else 'ready' end, '{"speed":"passed"}', $1::timestamptz - interval '1 minute' * (n % 9000)
     from generate_series(1, $2::int) n, lateral (select (n * 22695477::bigint + 1) % 28629151 as c) codes`,
  ],
];
