import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';

/** What the form of an act knows of it. */
export type ActState<Reason extends string> = ActionState<undefined, Reason, keyof Messages['fault']>;
