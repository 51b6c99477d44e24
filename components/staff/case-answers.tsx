import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { MailKind } from '@/lib/domain/mail-kind';
import type { OrderState } from '@/lib/domain/order';
import type { PlayedAnswer } from '@/lib/domain/played-answer';
import type { ReadinessVerdict } from '@/lib/domain/readiness';
import { EventTime } from './event-time';
import { OrderStateBadge } from './order-state-badge';
import { StateBadge } from './state-badge';
import { Told } from './timeline-told';
import { useRefusalWord } from './timeline-play';
import { deliveryTones } from './timeline-talk';

interface CaseAnswersProps {
  readonly order: { readonly state: OrderState; readonly paidAt: Date | null; readonly viewerId: string };
  readonly playback: {
    readonly answer: PlayedAnswer;
    readonly test: { readonly verdict: ReadinessVerdict; readonly at: Date } | undefined;
  };
  readonly mail:
    | {
        readonly kind: MailKind;
        readonly toAddress: string;
        readonly sentAt: Date | null;
        readonly givenUpAt: Date | null;
      }
    | undefined;
  readonly timeZone: string;
}

/** The three questions of every call, answered before anything is read: paid, played, told. */
export function CaseAnswers({ order, playback, mail, timeZone }: CaseAnswersProps) {
  const t = useTranslations('admin.timeline.answer');
  return (
    <section aria-label={t('label')} className="flex flex-col gap-2">
      <dl className="grid gap-x-8 gap-y-4 rounded-card border border-border-strong bg-surface-raised p-4 sm:grid-cols-3">
        <Answer question={t('paid')}>
          <OrderStateBadge state={order.state} />
          {order.paidAt !== null && <EventTime at={order.paidAt} timeZone={timeZone} />}
        </Answer>
        <Answer question={t('played')}>
          <Played answer={playback.answer} />
          <Tested test={playback.test} />
        </Answer>
        <Answer question={t('told')}>
          <ToldBuyer mail={mail} timeZone={timeZone} />
        </Answer>
      </dl>
      <p>
        <Link
          href={`/admin/viewers/${order.viewerId}`}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
        >
          {t('viewer')}
        </Link>
      </p>
    </section>
  );
}

function Answer({ question, children }: { readonly question: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-text-muted">{question}</dt>
      <dd className="flex flex-col items-start">{children}</dd>
    </div>
  );
}

function Played({ answer }: Pick<CaseAnswersProps['playback'], 'answer'>) {
  const t = useTranslations('admin.timeline.answer');
  const reason = useRefusalWord(answer.kind === 'refused' ? answer.reason : '');
  switch (answer.kind) {
    case 'refused':
      return <Told tone="alarm" title={t('refused', { reason })} />;
    case 'watching':
      return <StateBadge tone="good" word={t('watching', { count: answer.screens })} />;
    case 'played':
      return <StateBadge tone="good" word={t('granted')} />;
    case 'never':
      return <StateBadge tone="stopped" word={t('never')} />;
  }
}

function Tested({ test }: Pick<CaseAnswersProps['playback'], 'test'>) {
  const t = useTranslations('admin');
  const words =
    test === undefined
      ? t('timeline.answer.untested')
      : t('timeline.answer.tested', { verdict: t(`readiness.${test.verdict}`) });
  return <span className="text-sm">{words}</span>;
}

function ToldBuyer({ mail, timeZone }: Pick<CaseAnswersProps, 'mail' | 'timeZone'>) {
  const t = useTranslations('admin.timeline');
  if (mail === undefined) return <StateBadge tone="stopped" word={t('answer.noMail')} />;
  const state = mail.sentAt !== null ? 'sent' : mail.givenUpAt !== null ? 'given_up' : 'waiting';
  const at = mail.sentAt ?? mail.givenUpAt;
  return (
    <>
      <Told
        tone={deliveryTones[state]}
        title={t('mail', { mail: t(`mailKind.${mail.kind}`), state: t(`delivery.${state}`) })}
      />
      <span className="text-sm wrap-anywhere">{t('to', { to: mail.toAddress })}</span>
      {at !== null && <EventTime at={at} timeZone={timeZone} />}
    </>
  );
}
