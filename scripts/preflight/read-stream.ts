import { type Kid, parseKid } from '@/lib/domain/kid';

/** What a manifest says, as far as a viewer's night depends on it. */
export interface StreamState {
  readonly kids: readonly Kid[];
  /** Whether it goes on growing. */
  readonly isLive: boolean;
  /** Differs from an earlier one as soon as there is something new to play. */
  readonly mark: string;
  /** Seconds after which something new must be there. */
  readonly updateSeconds: number;
  /** A file that the CDN may ask cookies for, relative to the manifest. */
  readonly segment: string | undefined;
}

/** Reads a DASH manifest (ISO/IEC 23009-1), as far as text goes. Undefined when it is none. */
export function readMpd(text: string): StreamState | undefined {
  const head = /<MPD\b[^>]*>/.exec(text)?.[0];
  if (head === undefined) return undefined;
  const moving = [
    ...(/\bpublishTime="[^"]*"/.exec(head) ?? []),
    ...[...text.matchAll(/\bstartNumber="\d+"|<S\b[^>]*>/g)].map(([match]) => match),
  ];
  const representation = /<Representation\b[^>]*\bid="([^"]+)"/.exec(text)?.[1] ?? '';
  const initialization = /\binitialization="([^"]+)"/.exec(text)?.[1];
  return {
    kids: kidsIn(text, /\bdefault_KID="([^"]+)"/g),
    isLive: /\btype="dynamic"/.test(head),
    mark: moving.join(' '),
    updateSeconds: secondsOf(/\bminimumUpdatePeriod="PT([\d.]+)S"/.exec(head)?.[1]),
    segment: initialization?.replaceAll('$RepresentationID$', representation),
  };
}

/** Reads an HLS media playlist (RFC 8216). Undefined when it is none. */
export function readMediaPlaylist(text: string): StreamState | undefined {
  if (!text.startsWith('#EXTM3U') || !text.includes('#EXT-X-TARGETDURATION')) return undefined;
  const lines = text.split(/\r?\n/);
  const segments = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const map = /#EXT-X-MAP:.*\bURI="([^"]+)"/.exec(text)?.[1];
  return {
    kids: kidsOfHls(text),
    isLive: !text.includes('#EXT-X-ENDLIST'),
    mark: `${/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]} ${segments.at(-1)}`,
    updateSeconds: secondsOf(/#EXT-X-TARGETDURATION:(\d+)/.exec(text)?.[1]),
    segment: map ?? segments.at(-1),
  };
}

/** The media playlists that a master names, audio too, each once and in its order; captions are never encrypted. */
export function playlistsOf(master: string): readonly string[] {
  const spoken = [...master.matchAll(/#EXT-X-MEDIA:TYPE=AUDIO.*\bURI="([^"]+)"/g)].map(([, uri = '']) => uri);
  const pictures = master.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set([...pictures, ...spoken])];
}

/** Key ids of `EXT-X-KEY` and `EXT-X-SESSION-KEY`: KEYID (Widevine) or the end of `skd://` (FairPlay). */
export function kidsOfHls(text: string): readonly Kid[] {
  const tags = text.split(/\r?\n/).filter((line) => /^#EXT-X-(SESSION-)?KEY:/.test(line));
  return kidsIn(tags.join('\n'), /\bKEYID=0x([0-9a-fA-F]{32})|"skd:\/\/[^"]*?([0-9a-fA-F-]{32,36})"/g);
}

function kidsIn(text: string, pattern: RegExp): readonly Kid[] {
  const found = [...text.matchAll(pattern)].flatMap(([, one, other]) => parseKid(one ?? other ?? '') ?? []);
  return [...new Set(found)];
}

function secondsOf(text: string | undefined): number {
  return text === undefined ? 6 : Math.max(1, Number(text));
}
