import type dash from 'shaka-player/dist/shaka-player.dash-es2021.js';
import type hls from 'shaka-player/dist/shaka-player.hls-es2021.js';

export type Engine = typeof dash | typeof hls;

type Build = 'dash' | 'hls';

const loading = new Map<Build, Promise<Engine>>();

/**
 * The build of Shaka that reads this manifest, fetched once; a fetch that failed is tried again by the next call.
 * Browser only: Shaka wants `self`. Both builds together would be half as big again as the one that is needed.
 */
export function loadEngine(manifestUrl: string): Promise<Engine> {
  return load(new URL(manifestUrl, location.href).pathname.endsWith('.m3u8') ? 'hls' : 'dash');
}

function load(build: Build): Promise<Engine> {
  const known = loading.get(build);
  if (known !== undefined) return known;
  const fetched = importEngine(build).catch((error: unknown) => {
    loading.delete(build);
    throw error;
  });
  loading.set(build, fetched);
  return fetched;
}

/** The builds are UMD: whether there is a `default` depends on the bundler, whatever their d.ts say. */
async function importEngine(build: Build): Promise<Engine> {
  const loaded =
    build === 'hls'
      ? await import('shaka-player/dist/shaka-player.hls-es2021.js')
      : await import('shaka-player/dist/shaka-player.dash-es2021.js');
  const engine: Engine = loaded.default ?? loaded;
  engine.polyfill.installAll();
  return engine;
}

// The usual one, on its way before React has started, beside the request that opens the session.
if (typeof window !== 'undefined') load('dash').catch(() => undefined);
