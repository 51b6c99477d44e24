import { useTranslations } from 'next-intl';
import type { OrderState } from '@/lib/domain/order';
import { StateBadge, type StateTone } from './state-badge';

const tones = {
  held: 'waiting',
  paid: 'good',
  expired: 'stopped',
  canceled: 'stopped',
  refunding: 'waiting',
  refunded: 'stopped',
  partially_refunded: 'good',
  disputed: 'alarm',
} as const satisfies Record<OrderState, StateTone>;

export function OrderStateBadge({ state }: { readonly state: OrderState }) {
  const t = useTranslations('admin.orderState');
  return <StateBadge tone={tones[state]} word={t(state)} />;
}
