import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { HOUSE_TIME_ZONE } from '@/lib/domain/house-time-zone';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { StaffPower, StaffRole } from '@/lib/domain/staff-role';
import { AuditChanges } from './audit-changes';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';

interface ShownAct {
  readonly id: string;
  readonly power: StaffPower;
  readonly staffEmail: string;
  readonly roles: readonly StaffRole[];
  readonly reason: string;
  readonly order: { readonly id: string; readonly code: string } | undefined;
  readonly viewerId: string | undefined;
  readonly eventTitle: LocalizedText | undefined;
  readonly subject: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
  readonly actedAt: Date;
}

interface AuditActsProps {
  readonly labelledBy: string;
  readonly acts: readonly ShownAct[];
}

/** Who did what to what, why, and what it changed. */
export function AuditActs({ labelledBy, acts }: AuditActsProps) {
  const t = useTranslations('admin.audit');
  const columns = (['act', 'at', 'who', 'about', 'reason', 'change'] as const).map((key) => ({
    key,
    label: t(`column.${key}`),
  }));
  return (
    <RecordTable
      labelledBy={labelledBy}
      columns={columns}
      rows={acts.map((act) => ({
        key: act.id,
        cells: [
          t(`power.${act.power}`),
          <EventTime key="at" at={act.actedAt} timeZone={HOUSE_TIME_ZONE} />,
          <Who key="who" act={act} />,
          <About key="about" act={act} />,
          <span key="reason" className="wrap-anywhere whitespace-pre-wrap">
            {act.reason}
          </span>,
          <AuditChanges key="change" before={act.before} after={act.after} />,
        ],
      }))}
    />
  );
}

function Who({ act: { staffEmail, roles } }: { readonly act: ShownAct }) {
  const t = useTranslations('admin');
  const words = roles.map((role) => t(`people.role.${role}`)).join('・');
  return (
    <span className="flex flex-col wrap-anywhere">
      {staffEmail}
      <span className="text-text-muted">{roles.length === 0 ? t('audit.byViewer') : words}</span>
    </span>
  );
}

function About({ act: { order, viewerId, eventTitle, subject } }: { readonly act: ShownAct }) {
  const t = useTranslations('admin.audit');
  const locale = useLocale();
  const others = [viewerId, subject].filter((id) => id !== undefined);
  if (order === undefined && eventTitle === undefined && others.length === 0) return t('nothing');
  return (
    <span className="flex flex-col wrap-anywhere">
      {order !== undefined && (
        <Link
          href={`/admin/orders/${order.id}`}
          className="inline-flex min-h-6 items-center self-end font-mono whitespace-nowrap text-accent underline underline-offset-4 hover:text-accent-hover lg:self-start"
        >
          {order.code}
        </Link>
      )}
      {eventTitle !== undefined && <span>{inLocale(eventTitle, locale)}</span>}
      {others.map((id) => (
        <span key={id} className="font-mono text-xs text-text-muted">
          {id}
        </span>
      ))}
    </span>
  );
}
