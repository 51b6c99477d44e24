import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { TimelineFacts } from '@/lib/domain/timeline';
import { Told } from './timeline-told';

export const deliveryTones = { sent: 'good', waiting: 'waiting', given_up: 'alarm' } as const;

export function MailTold({ mail, to, state, tries, problem }: TimelineFacts['mail']) {
  const t = useTranslations('admin.timeline');
  return (
    <Told
      tone={deliveryTones[state]}
      title={t('mail', { mail: t(`mailKind.${mail}`), state: t(`delivery.${state}`) })}
      facts={[
        t('to', { to }),
        state !== 'sent' && tries > 0 && t('tries', { tries }),
        problem !== null && <MailProblem key="problem" problem={problem} />,
      ]}
    />
  );
}

function MailProblem({ problem }: { readonly problem: string }) {
  const t = useTranslations('admin.timeline.problem');
  if (problem === 'not_true' || problem === 'no_answer') return t(problem);
  return t('code', { code: problem });
}

export function ActTold({ power, by, reason, to, text, amountMinor, currency }: TimelineFacts['act']) {
  const t = useTranslations('admin.timeline');
  return (
    <Told
      tone="waiting"
      title={t('staffAct', { act: t(`act.${power}`) })}
      facts={[
        amountMinor !== null && currency !== null && (
          <Money key="amount" amountMinor={amountMinor} currency={currency} />
        ),
        power === 'add_note' ? undefined : t('reason', { reason }),
        to !== null && t('to', { to }),
        t('by', { by }),
      ]}
    >
      {power === 'add_note' ? <Words text={reason} /> : text !== null && <FoldedWords text={text} />}
    </Told>
  );
}

function Words({ text }: { readonly text: string }) {
  return <p className="max-w-prose whitespace-pre-line text-text">{text}</p>;
}

function FoldedWords({ text }: { readonly text: string }) {
  const t = useTranslations('admin.timeline');
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent underline underline-offset-4">
        {t('words')}
      </summary>
      <Words text={text} />
    </details>
  );
}

export function ClaimLinkTold({ link, to, by, isWithdrawn }: TimelineFacts['claim_link']) {
  const t = useTranslations('admin.timeline');
  const facts = [t('to', { to }), t('by', { by }), isWithdrawn && t('withdrawn')];
  return <Told tone={isWithdrawn ? 'stopped' : 'waiting'} title={t(`linkSent.${link}`)} facts={facts} />;
}

export function ClaimUsedTold({ link, to }: TimelineFacts['claim_used']) {
  const t = useTranslations('admin.timeline');
  return <Told tone="good" title={t(`linkUsed.${link}`)} facts={[t('to', { to })]} />;
}

export function AlertTold({ alert, isResolved }: TimelineFacts['alert']) {
  const t = useTranslations('admin.timeline');
  return (
    <Told
      tone={isResolved ? 'stopped' : 'alarm'}
      title={t('alerted', { alert: t(`alert.${alert}`) })}
      facts={[isResolved ? t('resolved') : t('unresolved')]}
    />
  );
}
