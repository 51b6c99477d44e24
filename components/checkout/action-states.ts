import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';
import type { OrderView } from '@/lib/domain/order';
import type { SaleRefusal } from '@/lib/domain/refusal';

/** Every fault has its texts: a code without them does not fit here. */
export type FaultName = keyof Messages['fault'];

/** A purchase step that leads to another page when it is done. */
export type StepState = ActionState<undefined, SaleRefusal, FaultName>;
export type StepAction = (before: StepState, form: FormData) => Promise<StepState>;

/** The secret with which the browser may pay this one order; undefined when nothing is left to pay. */
export type PayState = ActionState<{ readonly clientSecret: string | undefined }, SaleRefusal, FaultName>;
export type PayAction = (orderId: string) => Promise<PayState>;

export type SyncState = ActionState<{ readonly view: OrderView; readonly failed: boolean }, never, FaultName>;
export type SyncAction = (orderId: string) => Promise<SyncState>;
