import type { OpenedSession } from './playback-api';

/** What a browser's engine has, as seen from a page. */
export interface BrowserFeatures {
  /** WebKit's own EME, which no other engine has; still there beside the standard one. */
  readonly webKitMediaKeys: boolean;
  /** W3C Media Source Extensions, ManagedMediaSource: WebKit alone ships it. */
  readonly managedMediaSource: boolean;
}

type Streams = Pick<OpenedSession, 'manifestUrl' | 'hlsManifestUrl' | 'keySystems'>;

/**
 * The manifest to play: HLS with FairPlay on WebKit, where a day offers both, DASH everywhere else. `canPlayType` is not
 * asked: Chromium says `maybe` to HLS and then cannot play it encrypted.
 */
export function chooseStream(
  { manifestUrl, hlsManifestUrl, keySystems }: Streams,
  { webKitMediaKeys, managedMediaSource }: BrowserFeatures,
): string {
  const isWebKit = webKitMediaKeys || managedMediaSource;
  return isWebKit && keySystems.includes('fairplay') ? (hlsManifestUrl ?? manifestUrl) : manifestUrl;
}

/** Of the browser that runs this. */
export function browserFeatures(): BrowserFeatures {
  return {
    webKitMediaKeys: 'WebKitMediaKeys' in window,
    managedMediaSource: 'ManagedMediaSource' in window,
  };
}
