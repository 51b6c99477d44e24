import type { Property } from './property';

export const recordProperties: readonly Property[] = [
  {
    id: 'P13',
    says: 'an order costs what its tickets cost when they were held',
    sql: `
      select format('order %s: total %s, lines %s', orders.code, total_minor, sum(price_minor - discount_minor)) as breach
      from orders join order_lines on order_lines.order_id = orders.id
      group by orders.id having total_minor <> sum(price_minor - discount_minor)`,
  },
  {
    id: 'P13',
    says: 'no price of a line was ever changed',
    sql: `select format('line %s changed from %s to %s', order_line_id, was, became) as breach from simulate_repriced`,
  },
  {
    id: 'P13',
    says: 'a hold takes the price of its moment',
    sql: `select format('line %s costs %s, its ticket cost %s', order_line_id, price, ticket_price) as breach
      from simulate_mispriced`,
  },
  {
    id: 'P21',
    says: 'no total from 1 to 49 yen',
    sql: `select format('order %s costs %s', code, total_minor) as breach
      from orders where currency = 'JPY' and total_minor between 1 and 49`,
  },
  {
    id: 'P22',
    says: 'the history of an order is unbroken and ends where the order is',
    sql: `
      select format('order %s is %s, its history ends in %s', code, state, told.to_state) as breach
      from orders left join lateral (
        select to_state from order_history where order_id = orders.id order by id desc limit 1
      ) told on true
      where told.to_state is distinct from orders.state
      union all
      select format('order %s: %s after %s', order_id, from_state, before)
      from (select order_id, from_state, lag(to_state) over (partition by order_id order by id) as before
            from order_history) steps
      where from_state is distinct from before
      union all
      select format('order %s was paid at %s, its history does not say so', code, paid_at)
      from orders where paid_at is not null and not exists (
        select from order_history where order_id = orders.id and to_state = 'paid')`,
  },
];

/** Watches what no final state tells; installed before the first act. */
export const watchers = `
  create table simulate_oversold (ticket_type_id text, taken int, capacity int);
  create table simulate_repriced (order_line_id text, was int, became int);
  create table simulate_mispriced (order_line_id text, price int, ticket_price int);
  create table simulate_altered (id text primary key);
  create function simulate_watch_seats() returns trigger language plpgsql as $$
  begin
    insert into simulate_oversold select id, held + sold, capacity from ticket_types
    where id = new.id and held + sold > capacity;
    return null;
  end $$;
  create constraint trigger simulate_seats after update on ticket_types
    deferrable initially deferred for each row execute function simulate_watch_seats();
  create function simulate_watch_prices() returns trigger language plpgsql as $$
  begin
    insert into simulate_repriced values (new.id, old.price_minor, new.price_minor);
    return null;
  end $$;
  create trigger simulate_prices after update on order_lines
    for each row when (old.price_minor <> new.price_minor) execute function simulate_watch_prices();
  create function simulate_watch_new_lines() returns trigger language plpgsql as $$
  begin
    insert into simulate_mispriced select new.id, new.price_minor, price_minor from ticket_types
    where id = new.ticket_type_id and price_minor <> new.price_minor;
    return null;
  end $$;
  create trigger simulate_new_lines after insert on order_lines
    for each row execute function simulate_watch_new_lines();
`;
