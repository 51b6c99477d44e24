import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';
import type { OrderStanding } from '@/lib/domain/order-standing';
import type { PayStep } from '@/lib/domain/pay-step';
import type { SaleRefusal } from '@/lib/domain/refusal';

/** Every fault has its texts: a code without them does not fit here. */
export type FaultName = keyof Messages['fault'];

/** A step of the purchase, made by a form. */
export type StepState = ActionState<undefined, SaleRefusal, FaultName>;
export type StepAction = (before: StepState, form: FormData) => Promise<StepState>;

export type PayState = ActionState<PayStep, SaleRefusal, FaultName>;
export type PayAction = (orderId: string) => Promise<PayState>;

export type SyncState = ActionState<OrderStanding, never, FaultName>;
export type SyncAction = (orderId: string) => Promise<SyncState>;

/** `paid`: the shop was quicker. */
export type LeaveState = ActionState<'held' | 'paid', never, FaultName>;
export type LeaveAction = (orderId: string) => Promise<LeaveState>;
