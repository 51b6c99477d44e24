import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';
import type { ScreenRefusal } from '@/lib/domain/screen-link';

type FaultName = keyof Messages['fault'];

/** Done: the screen that was confirmed, such as `Windows · Chrome`. */
export type ScreenState = ActionState<string, ScreenRefusal, FaultName>;
export type ScreenAction = (before: ScreenState, form: FormData) => Promise<ScreenState>;
