import type shaka from 'shaka-player/dist/shaka-player.dash-es2021.js';

export type Engine = typeof shaka;

let loading: Promise<Engine> | undefined;

/** Shaka, fetched once; a fetch that failed is tried again by the next call. Browser only: Shaka wants `self`. */
export function loadEngine(): Promise<Engine> {
  loading ??= importEngine().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The build is UMD: whether there is a `default` depends on the bundler, whatever its d.ts says. */
async function importEngine(): Promise<Engine> {
  const loaded = await import('shaka-player/dist/shaka-player.dash-es2021.js');
  const engine = loaded.default ?? loaded;
  engine.polyfill.installAll();
  return engine;
}

// On its way before React has started, beside the request that opens the session.
if (typeof window !== 'undefined') loadEngine().catch(() => undefined);
