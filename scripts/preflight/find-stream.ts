import { ask } from './ask';
import { kidsOfHls, playlistsOf, readMediaPlaylist, readMpd, type StreamState } from './read-stream';

/** A manifest as it stands now, with the playlists that belong to it. */
export interface FoundStream extends StreamState {
  /** Absolute address of a file that the CDN may ask cookies for. */
  readonly segmentUrl: string | undefined;
}

/** Reads a day's manifest, DASH or HLS. Throws in words for people when it cannot be had or is none. */
export async function findStream(url: string): Promise<FoundStream> {
  const text = await manifestText(url);
  if (!text.startsWith('#EXTM3U')) return located(readMpd(text), url);
  if (text.includes('#EXT-X-TARGETDURATION')) return located(readMediaPlaylist(text), url);
  const urls = playlistsOf(text).map((uri) => new URL(uri, url).href);
  const [first, ...others] = await Promise.all(
    urls.map(async (playlist) => located(readMediaPlaylist(await manifestText(playlist)), playlist)),
  );
  if (first === undefined) throw new Error('the master playlist names no other');
  const kids = [kidsOfHls(text), first.kids, ...others.map((other) => other.kids)].flat();
  return { ...first, kids: [...new Set(kids)], mark: [first, ...others].map(({ mark }) => mark).join(' ') };
}

/** An answer that is not 200; 404 is what a packager says of a stream that has not begun. */
export class ManifestMissing extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the manifest answers ${status}`);
    this.status = status;
  }
}

async function manifestText(url: string): Promise<string> {
  const { status, body } = await ask(url);
  if (status !== 200) throw new ManifestMissing(status);
  return body.toString('utf8');
}

function located(state: StreamState | undefined, url: string): FoundStream {
  if (state === undefined) throw new Error('what comes is neither a DASH manifest nor an HLS playlist');
  return { ...state, segmentUrl: state.segment && new URL(state.segment, url).href };
}
