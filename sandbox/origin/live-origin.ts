import { writeMasterPlaylist, writeMediaPlaylist } from './hls';
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

/** Answers paths under /live/ as they stand at `now` (Unix milliseconds); undefined means 404. */
export function createLiveOrigin(contentKeySecret: string) {
  const encrypted = segmentCache(200);

  return (path: string, now: number): LiveAnswer | undefined => {
    const request = parseLivePath(path);
    const window = request && liveWindow(request.times, now);
    if (request === undefined || window === undefined) return undefined;
    const { channel, variant, file } = request;
    const protection = protectionOf(contentKeySecret, channel, variant);
    const stream = { window, ...(protection === undefined ? {} : { protection }) };
    switch (file.kind) {
      case 'mpd':
        return { contentType: 'application/dash+xml', cacheControl: shortly, body: writeMpd(stream, now) };
      case 'master':
        return playlist(writeMasterPlaylist());
      case 'playlist':
        return playlist(writeMediaPlaylist(renditions[file.rendition], stream));
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

function playlist(body: string): LiveAnswer {
  return { contentType: 'application/vnd.apple.mpegurl', cacheControl: shortly, body };
}

function media({ track }: Rendition, body: Uint8Array): LiveAnswer {
  return { contentType: `${track.kind}/mp4`, cacheControl: long, body };
}
