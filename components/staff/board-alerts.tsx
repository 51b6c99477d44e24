'use client';

import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { BoardAlert } from '@/lib/domain/board';
import type { AlertRefusal } from '@/lib/domain/staff-alert';
import type { ActFormProps } from './act-form';
import type { BoardPlace } from './board-place';
import { ConfirmAction } from './confirm-action';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';

interface BoardAlertsProps {
  readonly alerts: readonly BoardAlert[];
  readonly place: BoardPlace;
  readonly resolve: ActFormProps<AlertRefusal>['action'] | undefined;
}

/** What a person has to look at, and the act that takes it off the list. */
export function BoardAlerts({ alerts, place, resolve }: BoardAlertsProps) {
  const t = useTranslations('admin.board.alerts');
  const columns = (['kind', 'detail', 'order', 'since', 'act'] as const).filter(
    (key) => key !== 'act' || resolve !== undefined,
  );
  return (
    <section aria-labelledby="alerts" className="flex flex-col gap-3">
      <h2 id="alerts" className="text-xl">
        {t('title')}
      </h2>
      {alerts.length === 0 && <p className="text-text-muted">{t('none')}</p>}
      {alerts.length > 0 && (
        <RecordTable
          labelledBy="alerts"
          columns={columns.map((key) => ({ key, label: t(`column.${key}`) }))}
          rows={alerts.map((alert) => ({
            key: alert.key,
            cells: [
              t(`kind.${alert.kind}`),
              <span key="detail" className="wrap-anywhere">
                {alert.detail}
              </span>,
              alert.order === null ? (
                t('noOrder')
              ) : (
                <Link
                  key="order"
                  href={`/admin/orders/${alert.order.id}`}
                  className="inline-flex min-h-8 items-center font-mono whitespace-nowrap text-accent underline underline-offset-4 hover:text-accent-hover"
                >
                  {alert.order.code}
                </Link>
              ),
              <EventTime key="since" at={new Date(alert.createdAt)} timeZone={place.timeZone} />,
              resolve !== undefined && (
                <ResolveAlert key="act" alert={alert} place={place} action={resolve} />
              ),
            ],
          }))}
        />
      )}
    </section>
  );
}

interface ResolveAlertProps {
  readonly alert: BoardAlert;
  readonly place: BoardPlace;
  readonly action: ActFormProps<AlertRefusal>['action'];
}

function ResolveAlert({ alert, place, action }: ResolveAlertProps) {
  const t = useTranslations('admin.board.alerts');
  const here = `/admin/event-days/${place.eventDayId}`;
  return (
    <ConfirmAction
      name={t('resolve')}
      done={t('done')}
      action={action}
      submit={{ id: `resolve-${alert.key}`, label: t('resolve') }}
      hidden={{ alert: alert.key }}
      refusals={{ resolved: t('resolved'), sign_in_again: t('signInAgain') }}
      signInHref={`/sign-in?next=${encodeURIComponent(here)}&again=1`}
    >
      <p className="font-bold">{t(`kind.${alert.kind}`)}</p>
      <p className="wrap-anywhere">{alert.detail}</p>
      <p>{t('effect')}</p>
    </ConfirmAction>
  );
}
