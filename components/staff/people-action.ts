import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';

export type StaffFormState<Reason extends string> = ActionState<undefined, Reason, keyof Messages['fault']>;

export type StaffFormAction<Reason extends string> = (
  before: StaffFormState<Reason>,
  form: FormData,
) => Promise<StaffFormState<Reason>>;
