import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { PaymentState, RefundState } from '@/lib/domain/order';
import type { TimelineFacts } from '@/lib/domain/timeline';
import { CopyableId } from './copyable-id';
import type { StateTone } from './state-badge';
import { Told } from './timeline-told';

export const paymentTones = {
  pending: 'waiting',
  succeeded: 'good',
  failed: 'alarm',
  canceled: 'stopped',
} as const satisfies Record<PaymentState, StateTone>;

export const refundTones = {
  due: 'waiting',
  pending: 'waiting',
  requires_action: 'waiting',
  succeeded: 'good',
  failed: 'alarm',
} as const satisfies Record<RefundState, StateTone>;

export function OrderStateTold({ from, to }: TimelineFacts['order_state']) {
  const t = useTranslations('admin');
  const tone = to === 'paid' ? 'good' : to === 'disputed' ? 'alarm' : 'stopped';
  if (from !== null) {
    const words = { from: t(`orderState.${from}`), to: t(`orderState.${to}`) };
    return <Told tone={tone} title={t('timeline.moved', words)} />;
  }
  if (to === 'held') return <Told tone="waiting" title={t('timeline.begun')} />;
  return <Told tone={tone} title={t('timeline.born', { to: t(`orderState.${to}`) })} />;
}

export function PaymentTold(facts: TimelineFacts['payment']) {
  const t = useTranslations('admin');
  const { attempt, state, method, card, failure } = facts;
  return (
    <Told
      tone={paymentTones[state]}
      title={t('timeline.payment', { attempt, state: t(`paymentState.${state}`) })}
      facts={[
        <Money key="amount" amountMinor={facts.amountMinor} currency={facts.currency} />,
        card === null ? <MethodWord key="method" method={method} /> : t('timeline.card', { card }),
        failure !== null && t('timeline.failure', { code: failure }),
      ]}
    />
  );
}

function MethodWord({ method }: { readonly method: string | null }) {
  const t = useTranslations('admin.timeline.method');
  switch (method) {
    case 'card':
    case 'konbini':
    case 'paypay':
      return t(method);
    default:
      return method;
  }
}

export function StripeEventTold({ type, isHandled, tries }: TimelineFacts['stripe_event']) {
  const t = useTranslations('admin.timeline');
  return (
    <Told
      tone={isHandled ? 'stopped' : 'waiting'}
      title={t('stripeEvent')}
      facts={[<CopyableId key="type" id={type} />, isHandled ? t('handled') : t('unhandled', { tries })]}
    />
  );
}

export function RefundTold({ state, source, reason, ...amount }: TimelineFacts['refund']) {
  const t = useTranslations('admin');
  return (
    <Told
      tone={refundTones[state]}
      title={t('timeline.refund', { state: t(`refundState.${state}`) })}
      facts={[
        <Money key="amount" {...amount} />,
        t('timeline.source', { source: t(`refundSource.${source}`) }),
        reason !== null && t('timeline.reason', { reason }),
      ]}
    />
  );
}

export function DisputeOpenedTold({ reason, ...amount }: TimelineFacts['dispute_opened']) {
  const t = useTranslations('admin.timeline');
  const facts = [<Money key="amount" {...amount} />, t('reason', { reason })];
  return <Told tone="alarm" title={t('disputeOpened')} facts={facts} />;
}

export function DisputeClosedTold({ state, ...amount }: TimelineFacts['dispute_closed']) {
  const t = useTranslations('admin.timeline');
  return (
    <Told
      tone={state === 'won' ? 'good' : 'stopped'}
      title={t(`disputeClosed.${state}`)}
      facts={[<Money key="amount" {...amount} />]}
    />
  );
}
