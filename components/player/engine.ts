import type { dashBuild } from './shaka-dash-build';
import type { hlsBuild } from './shaka-hls-build';

export type Engine = typeof dashBuild | typeof hlsBuild;

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

async function importEngine(build: Build): Promise<Engine> {
  const engine =
    build === 'hls'
      ? (await import('./shaka-hls-build')).hlsBuild
      : (await import('./shaka-dash-build')).dashBuild;
  engine.polyfill.installAll();
  return engine;
}
