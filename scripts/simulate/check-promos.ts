import type { Property } from './property';

export const promoProperties: readonly Property[] = [
  {
    id: 'P18',
    says: 'a promo code is used as often as is written down, and never over its limit',
    sql: `
      select format('code %s: %s of %s counted, %s uses', code, used, total_limit, count(promo_uses.order_id)) as breach
      from promo_codes left join promo_uses on promo_code_id = promo_codes.id
      group by promo_codes.id having used <> count(promo_uses.order_id) or count(promo_uses.order_id) > total_limit`,
  },
  {
    id: 'P18',
    says: 'nobody uses a code more often than one person may',
    sql: `
      select format('code %s: %s uses by %s', code, count(*), promo_uses.viewer_id) as breach
      from promo_uses join promo_codes on promo_codes.id = promo_code_id
      group by promo_codes.id, promo_uses.viewer_id having count(*) > per_viewer_limit`,
  },
  {
    id: 'P18',
    says: 'a hold that ended unpaid gave its use back',
    sql: `
      select format('order %s (%s) keeps a use', code, state) as breach
      from promo_uses join orders on orders.id = order_id where state in ('expired', 'canceled')`,
  },
  {
    id: 'P18',
    says: 'whoever paid less used a code, and whoever used a code paid less',
    sql: `
      select format('order %s (%s): %s off, use %s', orders.code, state, sum(discount_minor), promo_code_id) as breach
      from orders join order_lines on order_lines.order_id = orders.id
        left join promo_uses on promo_uses.order_id = orders.id
      where paid_at is not null
      group by orders.id, promo_code_id having (sum(discount_minor) > 0) <> (promo_code_id is not null)`,
  },
];
