/** The two builds of Shaka; both together would be half as big again as the one that is needed. */
export type EngineBuild = 'dash' | 'hls';

/** Their addresses: files of the package as they are, so that a page can name one before any other script has arrived. */
export const engineFiles: Readonly<Record<EngineBuild, string>> = {
  dash: new URL('shaka-player/dist/shaka-player.dash-es2021.js', import.meta.url).href,
  hls: new URL('shaka-player/dist/shaka-player.hls-es2021.js', import.meta.url).href,
};
