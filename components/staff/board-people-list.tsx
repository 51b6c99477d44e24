import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { BoardCase } from '@/lib/domain/board-people';
import type { BrowserFamily } from '@/lib/domain/browser-family';
import { useBoardFormat } from './board-format';
import { ReasonWords } from './board-refusals';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';

interface ListedPerson {
  readonly key: string;
  readonly viewerId: string;
  readonly email: string;
  readonly name: string | null;
  readonly order: { readonly id: string; readonly code: string } | undefined;
  readonly at: Date;
  readonly outcome: string | null;
  readonly supportCode: string | null;
  readonly family: BrowserFamily | undefined;
  readonly stalledMs: number | null;
  readonly problems: readonly string[];
}

interface BoardPeopleListProps {
  readonly what: BoardCase;
  readonly people: readonly ListedPerson[];
  readonly timeZone: string;
}

type Column = 'who' | 'order' | 'family' | 'reason' | 'code' | 'stalled' | 'problems' | 'mail' | 'at';

const ofPlayers = ['who', 'order', 'family', 'stalled', 'problems', 'at'] as const;
const ofOrders = ['who', 'order', 'at'] as const;
const columnsOf = {
  watching: ['who', 'order', 'family', 'at'],
  refused: ['who', 'order', 'reason', 'code', 'family', 'at'],
  failed: ofPlayers,
  stalled: ofPlayers,
  held: ofOrders,
  voucher: ofOrders,
  paying: ofOrders,
  no_ticket: ofOrders,
  mails: ['who', 'order', 'mail', 'at'],
} as const satisfies Record<BoardCase, readonly Column[]>;

/** The people behind one number, each with the way to their case. */
export function BoardPeopleList({ what, people, timeZone }: BoardPeopleListProps) {
  const t = useTranslations('admin.board.people');
  const cellOf = useCells(timeZone);
  const timeName =
    what === 'held' || what === 'voucher' || what === 'paying' || what === 'no_ticket' ? 'orders' : what;
  const columns: readonly Column[] = columnsOf[what];
  return (
    <RecordTable
      labelledBy="people"
      columns={columns.map((key) => ({
        key,
        label: key === 'at' ? t(`column.at.${timeName}`) : t(`column.${key}`),
      }))}
      rows={people.map((person) => ({ key: person.key, cells: columns.map((key) => cellOf(person, key)) }))}
    />
  );
}

const linkClass =
  'inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover lg:min-h-6';

function useCells(timeZone: string) {
  const t = useTranslations('admin.board');
  const { seconds } = useBoardFormat(timeZone);
  return function cellOf(person: ListedPerson, column: Column): ReactNode {
    switch (column) {
      case 'who':
        return (
          <span key="who" className="flex flex-col wrap-anywhere">
            <span>{person.name ?? t('people.noName')}</span>
            <span className="font-normal">{person.email}</span>
          </span>
        );
      case 'order':
        return person.order === undefined ? (
          <Link key="order" href={`/admin/viewers/${person.viewerId}`} className={linkClass}>
            {t('people.toViewer')}
          </Link>
        ) : (
          <Link
            key="order"
            href={`/admin/orders/${person.order.id}`}
            className={`font-mono whitespace-nowrap ${linkClass}`}
          >
            {person.order.code}
          </Link>
        );
      case 'family':
        return person.family === undefined ? t('chart.none') : t(`family.${person.family}`);
      case 'reason':
        return <ReasonWords key="reason" reason={person.outcome ?? ''} />;
      case 'code':
        return person.supportCode === null ? (
          t('chart.none')
        ) : (
          <CopyableId key="code" id={person.supportCode} />
        );
      case 'stalled':
        return t.rich('unit.seconds', { value: seconds(person.stalledMs ?? 0), n: (digits) => digits });
      case 'problems':
        return person.problems.length === 0 ? t('chart.none') : person.problems.join(', ');
      case 'mail':
        return person.outcome;
      case 'at':
        return <EventTime key="at" at={person.at} timeZone={timeZone} />;
    }
  };
}
