import { useTranslations } from 'next-intl';
import { boardLevels } from '@/lib/domain/board-level';
import { type BoardCase, boardListPath } from '@/lib/domain/board-people';
import { BoardCard, bigDigits, PeopleLink } from './board-card';
import { useBoardFormat } from './board-format';
import type { BoardPart } from './board-place';

/** What has to go on behind the show: orders, mails, jobs, license servers. */
export function BoardDuties({ board, place }: BoardPart) {
  return (
    <>
      <OrdersCard board={board} place={place} />
      <MailsCard board={board} place={place} />
      <JobsCard board={board} place={place} />
      <LicensesCard board={board} place={place} />
    </>
  );
}

function OrdersCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { held, voucher, paying, paidWithoutTicket } = board.now.orders;
  const { count } = useBoardFormat(place.timeZone);
  const lines: readonly (readonly [BoardCase, string, number])[] = [
    ['held', t('orders.heldShow', { count: count(held) }), held],
    ['voucher', t('orders.voucher', { count: count(voucher) }), voucher],
    ['paying', t('orders.paying', { count: count(paying) }), paying],
    ['no_ticket', t('orders.noTicket', { count: count(paidWithoutTicket) }), paidWithoutTicket],
  ];
  return (
    <BoardCard
      title={t('card.orders')}
      level={boardLevels(board).orders}
      value={t.rich('unit.orders', { count: held, n: bigDigits })}
    >
      {lines.map(([what, words, number]) => (
        <PeopleLink key={what} href={boardListPath(place.eventDayId, { what })} count={number}>
          {words}
        </PeopleLink>
      ))}
    </BoardCard>
  );
}

function MailsCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { age, count } = useBoardFormat(place.timeZone);
  const { waiting, overdueSeconds, givenUp } = board.now.mails;
  return (
    <BoardCard
      title={t('card.mails')}
      level={boardLevels(board).mails}
      value={t.rich('unit.mails', { count: waiting, n: bigDigits })}
    >
      <span>
        {overdueSeconds === null ? t('mails.onTime') : t('mails.overdue', { age: age(overdueSeconds) })}
      </span>
      <PeopleLink href={boardListPath(place.eventDayId, { what: 'mails' })} count={waiting}>
        {t('mails.show', { count: count(waiting) })}
      </PeopleLink>
      <PeopleLink href="#alerts" count={givenUp}>
        {t('mails.givenUp', { count: count(givenUp) })}
      </PeopleLink>
    </BoardCard>
  );
}

function JobsCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { age } = useBoardFormat(place.timeZone);
  const { job } = board.now;
  return (
    <BoardCard
      title={t('card.jobs')}
      level={boardLevels(board).jobs}
      value={
        job === null
          ? t.rich('unit.nothing', { n: bigDigits })
          : t.rich('unit.ago', { value: age(job.ageSeconds), n: bigDigits })
      }
    >
      <span>{job === null ? t('jobs.none') : t('jobs.last')}</span>
      {job !== null && (
        <span>
          {job.failed.length > 0 && t('jobs.failed', { names: job.failed.join(', ') })}
          {job.failed.length === 0 && (job.isFinished ? t('jobs.allGood') : t('jobs.running'))}
        </span>
      )}
    </BoardCard>
  );
}

function LicensesCard({ board }: BoardPart) {
  const t = useTranslations('admin.board');
  const { breakers } = board;
  return (
    <BoardCard
      title={t('card.licenses')}
      level={boardLevels(board).licenses}
      value={breakers.length === 0 ? t.rich('unit.nothing', { n: bigDigits }) : null}
    >
      {breakers.map(({ keySystem, host, state }) => (
        <span key={`${keySystem} ${host}`} className="flex flex-wrap justify-between gap-x-3">
          <span className="wrap-anywhere">
            {keySystem} <span className="text-text-muted">{host}</span>
          </span>
          <strong>{t(`licenses.state.${state}`)}</strong>
        </span>
      ))}
      <span className="text-text-muted">
        {breakers.length === 0 ? t('licenses.none') : t('licenses.one')}
      </span>
    </BoardCard>
  );
}
