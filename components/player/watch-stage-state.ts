import type { EventDayPhase } from '@/lib/domain/event-day';

/** What stands in the picture's place. */
export type StageView = 'lobby' | 'player' | 'ended';

export interface WatchStageState {
  readonly view: StageView;
  /** When a waiting player begins: server's clock, milliseconds; known once the doors were seen open. */
  readonly opensAtMs: number | undefined;
  /** The last switch by hand that was heard of, 0 for none; undefined before anything was heard. */
  readonly switchedAtMs?: number | undefined;
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
      /** When staff last switched the day by hand; 0: never. */
      readonly switchedAtMs: number;
    }
  /** The moment in `opensAtMs` has come. */
  | { readonly name: 'due' }
  /** The player has come to the end of the stream. */
  | { readonly name: 'streamEnded' }
  /** The player was told that it is too early: staff hold the doors shut again. */
  | { readonly name: 'notYet' }
  /** The viewer asks for the player again, such as for the archive. */
  | { readonly name: 'again' };

/** What the page shows before it has heard anything from the state JSON. */
export function firstStage(phase: EventDayPhase): WatchStageState {
  return { view: viewOf(phase), opensAtMs: undefined };
}

/**
 * The next state of the stage. A running player outlasts every phase but `ended`. What has ended comes back only when
 * asked for, or when staff have switched the day anew since then: shared caches may answer with a state that is some
 * seconds older than the one before, which an older switch gives away.
 */
export function advanceStage(stage: WatchStageState, event: WatchStageEvent): WatchStageState {
  switch (event.name) {
    case 'phase':
      return inPhase(stage, event);
    case 'due':
      return stage.view === 'lobby' && stage.opensAtMs !== undefined ? { ...stage, view: 'player' } : stage;
    case 'streamEnded':
      return stage.view === 'player' ? { ...stage, view: 'ended' } : stage;
    case 'notYet':
      return stage.view === 'player' ? { ...stage, view: 'lobby', opensAtMs: undefined } : stage;
    case 'again':
      return stage.view === 'ended' ? { ...stage, view: 'player' } : stage;
  }
}

type PhaseEvent = Extract<WatchStageEvent, { name: 'phase' }>;

function inPhase(stage: WatchStageState, event: PhaseEvent): WatchStageState {
  const { phase, nowMs, switchedAtMs } = event;
  const known = stage.switchedAtMs ?? switchedAtMs;
  if (switchedAtMs < known) return stage;
  const heard = switchedAtMs === stage.switchedAtMs ? stage : { ...stage, switchedAtMs };
  if (phase === 'ended') return stage.view === 'ended' ? heard : { ...heard, view: 'ended' };
  const isSwitchedAnew = switchedAtMs > known;
  if (stage.view === 'player' || (stage.view === 'ended' && !isSwitchedAnew)) return heard;
  if (phase === 'before') return isSwitchedAnew ? { ...heard, view: 'lobby', opensAtMs: undefined } : heard;
  const opensAtMs = (isSwitchedAnew ? undefined : stage.opensAtMs) ?? openingMs(event);
  return { ...heard, view: nowMs >= opensAtMs ? 'player' : 'lobby', opensAtMs };
}

/** Its own delay after the doors were opened: by plan, by hand, or seen just now. */
function openingMs({ nowMs, doorsAtMs, switchedAtMs, delayMs }: PhaseEvent): number {
  return Math.min(Math.max(doorsAtMs, switchedAtMs), nowMs) + delayMs;
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
