import type dashBuild from 'shaka-player/dist/shaka-player.dash-es2021.js';
import type hlsBuild from 'shaka-player/dist/shaka-player.hls-es2021.js';
import { takeEarlyEngine } from './early-opening-script';
import { type EngineBuild, engineFiles } from './engine-files';

export type Engine = typeof dashBuild | typeof hlsBuild;

const loading = new Map<EngineBuild, Promise<Engine>>();

/** The build of Shaka that reads this manifest, fetched once; a fetch that failed is tried again by the next call. */
export function loadEngine(manifestUrl: string): Promise<Engine> {
  return load(new URL(manifestUrl, location.href).pathname.endsWith('.m3u8') ? 'hls' : 'dash');
}

function load(build: EngineBuild): Promise<Engine> {
  const known = loading.get(build);
  if (known !== undefined) return known;
  const fetched = fetchEngine(build).catch((error: unknown) => {
    loading.delete(build);
    throw error;
  });
  loading.set(build, fetched);
  return fetched;
}

/** A plain script and no `import()`: what the page's first bytes name can run before the page's own scripts are there. */
async function fetchEngine(build: EngineBuild): Promise<Engine> {
  const file = engineFiles[build];
  await (takeEarlyEngine(file)?.catch(() => runScript(file)) ?? runScript(file));
  const engine = window.shaka;
  if (engine === undefined) throw new Error(`${file} has defined no player`);
  engine.polyfill.installAll();
  return engine;
}

function runScript(file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${file} cannot be fetched`));
    document.head.append(script);
  });
}

declare global {
  interface Window {
    /** What a build of Shaka defines where it is a plain script. */
    readonly shaka?: Engine;
  }
}
