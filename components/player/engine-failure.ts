import { engineCode, type PlayerProblem, problemOfEngine } from './player-error';

/** What may help when an engine cannot go on. */
export type Remedy =
  /** The network or the origin is away: load again, for as long as it takes. */
  | 'load_again'
  /** This engine cannot cope with this stream on this device: the other one may. */
  | 'second_engine'
  /** A rule said no, or only the viewer, we or the DRM vendor can mend it. */
  | 'stop';

export interface EngineFailure {
  readonly problem: PlayerProblem;
  readonly remedy: Remedy;
}

/** Reads what Shaka 5 throws or reports as critical. Takes anything; never throws. */
export function failureOfShaka(error: unknown): EngineFailure {
  return { problem: problemOfEngine(error), remedy: remedyFor(engineCode(error)) };
}

const RESTRICTIONS_CANNOT_BE_MET = 4012;

/** By Shaka's categories: network 1, text 2, media 3, manifest 4, streaming 5, DRM 6. */
function remedyFor(code: number | undefined): Remedy {
  if (code === undefined) return 'second_engine';
  if (code >= 1000 && code < 2000) return 'load_again';
  if (code === RESTRICTIONS_CANNOT_BE_MET || (code >= 6000 && code < 7000)) return 'stop';
  return 'second_engine';
}
