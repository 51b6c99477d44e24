import type { EventDayPhase } from '@/lib/domain/event-day';

/** What stands in the picture's place. */
export type StageView = 'lobby' | 'player' | 'ended';

export interface WatchStageState {
  readonly view: StageView;
  /** When a waiting player begins: server's clock, milliseconds; known once the doors were seen open. */
  readonly opensAtMs: number | undefined;
}

export type WatchStageEvent =
  | {
      readonly name: 'phase';
      readonly phase: EventDayPhase;
      /** Server's clock, as are all times here; milliseconds. */
      readonly nowMs: number;
      readonly doorsAtMs: number;
      /** This viewer's own part of the start jitter. */
      readonly delayMs: number;
    }
  /** The moment in `opensAtMs` has come. */
  | { readonly name: 'due' }
  /** The player has come to the end of the stream. */
  | { readonly name: 'streamEnded' }
  /** The viewer asks for the player again, such as for the archive. */
  | { readonly name: 'again' };

/** What the page shows before it has heard anything from the state JSON. */
export function firstStage(phase: EventDayPhase): WatchStageState {
  return { view: viewOf(phase), opensAtMs: undefined };
}

/**
 * The next state of the stage. A running player outlasts every phase but `ended`, and what has ended comes back only
 * when asked for: shared caches may answer with a state that is some seconds older than the one before.
 */
export function advanceStage(stage: WatchStageState, event: WatchStageEvent): WatchStageState {
  switch (event.name) {
    case 'phase':
      return inPhase(stage, event);
    case 'due':
      return stage.view === 'lobby' && stage.opensAtMs !== undefined ? { ...stage, view: 'player' } : stage;
    case 'streamEnded':
      return stage.view === 'player' ? { ...stage, view: 'ended' } : stage;
    case 'again':
      return stage.view === 'ended' ? { ...stage, view: 'player' } : stage;
  }
}

function inPhase(
  stage: WatchStageState,
  { phase, nowMs, doorsAtMs, delayMs }: Extract<WatchStageEvent, { name: 'phase' }>,
): WatchStageState {
  if (phase === 'ended') return stage.view === 'ended' ? stage : { ...stage, view: 'ended' };
  if (stage.view !== 'lobby' || phase === 'before') return stage;
  const opensAtMs = stage.opensAtMs ?? Math.min(doorsAtMs, nowMs) + delayMs;
  return { view: nowMs >= opensAtMs ? 'player' : 'lobby', opensAtMs };
}

function viewOf(phase: EventDayPhase): StageView {
  switch (phase) {
    case 'before':
      return 'lobby';
    case 'doors':
    case 'live':
    case 'archive':
      return 'player';
    case 'ended':
      return 'ended';
  }
}
