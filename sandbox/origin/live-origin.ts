import { captionSegment } from './captions';
import { writeCaptionPlaylist, writeMasterPlaylist, writeMediaPlaylist } from './hls';
import { parseLivePath } from './live-path';
import { initSegment, mediaSegment, protectionOf } from './live-stream';
import { hasSegment, liveWindow } from './live-window';
import { writeMpd } from './mpd';
import { type Rendition, renditions } from './rendition';
import { segmentCache } from './segment-cache';

export interface LiveAnswer {
  contentType: string;
  cacheControl: string;
  body: string | Uint8Array;
}

const shortly = 'public, max-age=1';
const long = 'public, max-age=86400';

/**
 * Answers paths under /live/ as they stand at `now` (Unix milliseconds); undefined means 404. `?base=`, once or more,
 * makes an MPD name these origins as BaseURLs, in this order.
 */
export function createLiveOrigin(contentKeySecret: string) {
  const encrypted = segmentCache(200);

  return (url: string, now: number): LiveAnswer | undefined => {
    const { pathname, searchParams } = new URL(url, 'http://origin');
    const request = parseLivePath(pathname);
    const window = request && liveWindow(request.times, now);
    if (request === undefined || window === undefined) return undefined;
    const { channel, variant, file } = request;
    const protection = protectionOf(contentKeySecret, channel, variant);
    const stream = { window, ...(protection === undefined ? {} : { protection }) };
    switch (file.kind) {
      case 'mpd':
        return {
          contentType: 'application/dash+xml',
          cacheControl: shortly,
          body: writeMpd({ ...stream, bases: basesOf(pathname, searchParams) }, now),
        };
      case 'master':
        return playlist(writeMasterPlaylist());
      case 'playlist':
        return playlist(writeMediaPlaylist(renditions[file.rendition], stream));
      case 'captions':
        return playlist(writeCaptionPlaylist(file.language, stream));
      case 'caption-segment':
        if (!hasSegment(window, file.segment)) return undefined;
        return captions(captionSegment(file.language, file.segment, window));
      case 'init':
        return media(renditions[file.rendition], initSegment(renditions[file.rendition], protection));
      case 'segment': {
        if (!hasSegment(window, file.segment)) return undefined;
        const rendition = renditions[file.rendition];
        const name = [channel, variant.scheme, rendition.id, file.segment].join('/');
        return media(
          rendition,
          encrypted(name, () => mediaSegment(rendition, file.segment, protection)),
        );
      }
    }
  };
}

/** The MPD's own folder at each of the origins that were asked for. */
function basesOf(pathname: string, searchParams: URLSearchParams): string[] {
  const folder = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  const origins = searchParams.getAll('base').filter((base) => /^https?:\/\/[\w.:[\]-]+$/.test(base));
  return origins.map((origin) => `${origin}${folder}`);
}

function captions(body: string): LiveAnswer {
  return { contentType: 'text/vtt; charset=utf-8', cacheControl: long, body };
}

function playlist(body: string): LiveAnswer {
  return { contentType: 'application/vnd.apple.mpegurl', cacheControl: shortly, body };
}

function media({ track }: Rendition, body: Uint8Array): LiveAnswer {
  return { contentType: `${track.kind}/mp4`, cacheControl: long, body };
}
