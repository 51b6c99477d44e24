import { useMessages, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { HOUSE_TIME_ZONE } from '@/lib/domain/house-time-zone';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';

interface ShownId {
  readonly id: string;
  readonly code: string | undefined;
}

interface AuditLooksProps {
  readonly labelledBy: string;
  readonly looks: readonly {
    readonly id: number;
    readonly staffEmail: string;
    readonly what: string;
    readonly detail: string | undefined;
    readonly count: number;
    readonly shown: readonly ShownId[];
    readonly lookedAt: Date;
  }[];
}

/** Who saw whose data. */
export function AuditLooks({ labelledBy, looks }: AuditLooksProps) {
  const t = useTranslations('admin.audit');
  const words: Readonly<Record<string, string>> = useMessages().admin.audit.look;
  const columns = (['what', 'at', 'who', 'detail', 'count', 'shown'] as const).map((key) => ({
    key,
    label: t(`column.${key}`),
    numeric: key === 'count',
  }));
  return (
    <RecordTable
      labelledBy={labelledBy}
      columns={columns}
      rows={looks.map((look) => ({
        key: String(look.id),
        cells: [
          words[look.what] ?? look.what,
          <EventTime key="at" at={look.lookedAt} timeZone={HOUSE_TIME_ZONE} />,
          <span key="who" className="wrap-anywhere">
            {look.staffEmail}
          </span>,
          <span key="detail" className="font-mono text-xs wrap-anywhere">
            {look.detail ?? t('nothing')}
          </span>,
          look.count,
          <Shown key="shown" ids={look.shown} />,
        ],
      }))}
    />
  );
}

const AT_ONCE = 4;

function Shown({ ids }: { readonly ids: readonly ShownId[] }) {
  const t = useTranslations('admin.audit');
  if (ids.length === 0) return t('nothing');
  const rest = ids.slice(AT_ONCE);
  return (
    <span className="flex flex-col">
      <IdList ids={ids.slice(0, AT_ONCE)} />
      {rest.length > 0 && (
        <details>
          <summary className="min-h-6 text-accent underline underline-offset-4">
            {t('moreShown', { count: rest.length })}
          </summary>
          <span className="flex flex-col">
            <IdList ids={rest} />
          </span>
        </details>
      )}
    </span>
  );
}

function IdList({ ids }: { readonly ids: readonly ShownId[] }) {
  return ids.map(({ id, code }) =>
    code === undefined ? (
      <span key={id} className="font-mono text-xs wrap-anywhere text-text-muted">
        {id}
      </span>
    ) : (
      <Link
        key={id}
        href={`/admin/orders/${id}`}
        className="inline-flex min-h-6 items-center font-mono whitespace-nowrap text-accent underline underline-offset-4 hover:text-accent-hover"
      >
        {code}
      </Link>
    ),
  );
}
