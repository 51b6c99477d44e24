import { sql } from 'drizzle-orm';
import { staffActs, staffLooks } from '@/lib/db/schema/staff';
import type { AuditFilter } from '@/lib/domain/audit-filter';
import { HOUSE_TIME_ZONE } from '@/lib/domain/house-time-zone';
import { actsWhere, looksWhere } from '@/lib/staff/audit-conditions';
import type { CsvFile } from '@/lib/staff/csv-file';
import { bothClocks } from '@/lib/staff/csv-sql';

export const actsColumns = [
  { name: 'acted_at_local' },
  { name: 'acted_at_utc' },
  { name: 'act_id' },
  { name: 'staff_email' },
  { name: 'roles', kind: 'codes' },
  { name: 'power', kind: 'code' },
  { name: 'reason' },
  { name: 'order_code' },
  { name: 'order_id' },
  { name: 'viewer_id' },
  { name: 'event_id' },
  { name: 'subject' },
  { name: 'before' },
  { name: 'after' },
] as const;

export const looksColumns = [
  { name: 'looked_at_local' },
  { name: 'looked_at_utc' },
  { name: 'look_id' },
  { name: 'staff_email' },
  { name: 'what', kind: 'code' },
  { name: 'detail' },
  { name: 'shown_count' },
  { name: 'shown' },
] as const;

/** What staff did, newest first, whole: `before` and `after` as JSON. */
export function actsFile(filter: AuditFilter): CsvFile {
  const query = sql`
    select ${bothClocks(sql`acted_at`, 'acted_at', HOUSE_TIME_ZONE)}, ${staffActs.id} as act_id, staff_email,
      array_to_string(roles, ' ') as roles, power, reason, orders.code as order_code, order_id, staff_acts.viewer_id,
      coalesce(staff_acts.event_id, orders.event_id) as event_id, subject, before::text as before, after::text as after
    from ${staffActs} left join orders on orders.id = order_id
    where ${actsWhere(filter) ?? sql`true`}
    order by acted_at desc, act_id desc`;
  return { power: 'see_audit', detail: 'audit acts', columns: actsColumns, query };
}

/** Looks at personal data, newest first; ids of orders or viewers that were shown. */
export function looksFile(filter: AuditFilter): CsvFile {
  const query = sql`
    select ${bothClocks(sql`looked_at`, 'looked_at', HOUSE_TIME_ZONE)}, ${staffLooks.id}::text as look_id, staff_email,
      what, detail, count as shown_count, array_to_string(shown, ' ') as shown
    from ${staffLooks}
    where ${looksWhere(filter) ?? sql`true`}
    order by looked_at desc, ${staffLooks.id} desc`;
  return { power: 'see_audit', detail: 'audit looks', columns: looksColumns, query };
}
