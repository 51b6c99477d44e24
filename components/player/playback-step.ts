import type { Autoplay } from './autoplay';
import type { OpenedSession } from './playback-api';
import type { PlaybackControls } from './playback-controls';
import type { PlayerProblem } from './player-error';

/** What a run of the player reports, in about this order. */
export type PlaybackStep =
  | { readonly name: 'opening' }
  /** The page is a secure context (W3C Secure Contexts), without which there is no DRM. */
  | { readonly name: 'secure' }
  /** Session opened, manifest fetched. */
  | { readonly name: 'connected' }
  /** The content decryption module works: it made a license request. */
  | { readonly name: 'protected' }
  /** At least one key is usable. */
  | { readonly name: 'licensed' }
  /** There is an engine with a stream. Again when the second engine takes over. */
  | { readonly name: 'ready'; readonly controls: PlaybackControls; readonly session: OpenedSession }
  | { readonly name: 'started'; readonly autoplay: Autoplay }
  /** Decoded frames advance. */
  | { readonly name: 'picture' }
  /** Waits for data in the middle of the show, and goes on again. */
  | { readonly name: 'stalled' }
  | { readonly name: 'recovered' }
  | { readonly name: 'stopped'; readonly problem: PlayerProblem };
