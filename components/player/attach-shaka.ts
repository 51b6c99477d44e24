import type { Engine } from './engine';
import { loadEngine } from './engine';

export type ShakaPlayer = InstanceType<Engine['Player']>;

export interface AttachedShaka {
  readonly engine: Engine;
  readonly player: ShakaPlayer;
}

/** A Shaka player with nothing loaded and no element. Rejects when the engine's script cannot be fetched. */
export async function createShaka(streamUrl: string): Promise<AttachedShaka> {
  const engine = await loadEngine(streamUrl);
  return { engine, player: new engine.Player() };
}
