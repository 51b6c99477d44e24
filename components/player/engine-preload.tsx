'use client';

import dynamic from 'next/dynamic';

const builds = {
  dash: dynamic(() => import('./shaka-dash-build').then((loaded) => loaded.ShakaDashBuild)),
  hls: dynamic(() => import('./shaka-hls-build').then((loaded) => loaded.ShakaHlsBuild)),
};

/**
 * Has the browser fetch the player's engine beside the page's own scripts instead of after them: next/dynamic names the
 * scripts of what a page shows in its first bytes, and those of a plain `import()` it does not.
 */
export function EnginePreload({ build }: { readonly build: keyof typeof builds }) {
  const Build = builds[build];
  return <Build />;
}
