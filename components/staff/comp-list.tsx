import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { LinkState } from '@/lib/domain/claim-link';
import type { CompRefusal } from '@/lib/domain/comp-refusal';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { WithdrawForm } from './comp-form';
import { EventTime } from './event-time';
import type { StaffFormAction } from './people-action';
import { RecordTable } from './record-table';
import { StateBadge, type StateTone } from './state-badge';

interface GivenComp {
  readonly id: string;
  readonly to: string;
  readonly eventTitle: LocalizedText;
  readonly ticket: LocalizedText;
  readonly timeZone: string;
  readonly issuedBy: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: LinkState;
  readonly order: { readonly id: string; readonly code: string } | undefined;
  readonly actKey: string;
}

interface CompListProps {
  readonly rows: readonly GivenComp[];
  readonly action: StaffFormAction<CompRefusal>;
}

const tones = {
  open: 'waiting',
  used: 'good',
  withdrawn: 'stopped',
  expired: 'stopped',
} as const satisfies Record<LinkState, StateTone>;

/** What was given away, and what became of it. */
export function CompList({ rows, action }: CompListProps) {
  const t = useTranslations('admin.comps');
  const columns = (['to', 'ticket', 'state', 'by', 'until', 'act'] as const).map((key) => ({
    key,
    label: t(`list.${key}`),
  }));
  return (
    <section aria-labelledby="comps" className="flex flex-col gap-3">
      <h2 id="comps" className="text-xl">
        {t('list.title')}
      </h2>
      {rows.length === 0 && <p className="text-text-muted">{t('list.empty')}</p>}
      {rows.length > 0 && (
        <RecordTable
          labelledBy="comps"
          columns={columns}
          rows={rows.map((row) => ({ key: row.id, cells: cellsOf(row, action) }))}
        />
      )}
    </section>
  );
}

function cellsOf(row: GivenComp, action: StaffFormAction<CompRefusal>) {
  return [
    <span key="to" className="break-all">
      {row.to}
    </span>,
    <TicketCell key="ticket" row={row} />,
    <StateCell key="state" row={row} />,
    <span key="by" className="break-words">
      <EventTime at={row.createdAt} timeZone={row.timeZone} />
      <br />
      {row.issuedBy}
      <br />
      {row.reason}
    </span>,
    <EventTime key="until" at={row.expiresAt} timeZone={row.timeZone} />,
    <ActCell key="act" row={row} action={action} />,
  ];
}

function TicketCell({ row }: { readonly row: GivenComp }) {
  const locale = useLocale();
  return (
    <>
      {inLocale(row.eventTitle, locale)}
      <br />
      {inLocale(row.ticket, locale)}
    </>
  );
}

function StateCell({ row }: { readonly row: GivenComp }) {
  const t = useTranslations('admin.comps.state');
  return <StateBadge tone={tones[row.state]} word={t(row.state)} />;
}

interface ActCellProps {
  readonly row: GivenComp;
  readonly action: StaffFormAction<CompRefusal>;
}

function ActCell({ row, action }: ActCellProps) {
  const t = useTranslations('admin.comps.withdraw');
  if (row.order !== undefined) return <Link href={`/admin/orders/${row.order.id}`}>{row.order.code}</Link>;
  if (row.state !== 'open') return null;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer font-bold text-accent underline underline-offset-4">
        {t('summary')}
        <span className="sr-only"> {row.to}</span>
      </summary>
      <div className="pt-3">
        <WithdrawForm action={action} actKey={row.actKey} linkId={row.id} to={row.to} />
      </div>
    </details>
  );
}
