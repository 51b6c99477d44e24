import * as loaded from '#shaka-hls';

/** The build is UMD: whether there is a `default` depends on the bundler, whatever its d.ts says. */
export const hlsBuild = loaded.default ?? loaded;

/** Draws nothing. Where it is part of a page, the page's first bytes name this build's script (engine-preload.tsx). */
export function ShakaHlsBuild(): null {
  return null;
}
