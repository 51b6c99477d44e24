import type { LiveStream, Protection } from './live-stream';
import { type Rendition, renditions, segmentSeconds, segmentTime } from './rendition';

/** The HLS multivariant playlist (RFC 8216bis): the same for every variant. */
export function writeMasterPlaylist(): string {
  const { v240, v480, v720, a } = renditions;
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aud",NAME="English",LANGUAGE="en",' +
      'DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="a.m3u8"',
    // Players start with the first one listed.
    ...[v480, v240, v720].flatMap((video) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${video.bandwidth + a.bandwidth},CODECS="${video.codecs},${a.codecs}",` +
        `RESOLUTION=${video.picture?.width}x${video.picture?.height},FRAME-RATE=25.000,AUDIO="aud"`,
      `${video.id}.m3u8`,
    ]),
    '',
  ].join('\n');
}

/** The HLS media playlist of one rendition; ENDLIST after the end. */
export function writeMediaPlaylist(rendition: Rendition, { window, protection }: LiveStream): string {
  const { first, last, availabilityStart, hasEnded } = window;
  const { timescale } = rendition.track;
  const segments = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const began = availabilityStart + (segmentTime(rendition, first) / timescale) * 1000;
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${segmentSeconds + 1}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(protection === undefined ? [] : [clearKeyTag(rendition, protection)]),
    `#EXT-X-MAP:URI="${rendition.id}/init.mp4"`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(began).toISOString()}`,
    ...segments.flatMap((segment) => {
      const length = segmentTime(rendition, segment + 1) - segmentTime(rendition, segment);
      return [`#EXTINF:${(length / timescale).toFixed(5)},`, `${rendition.id}/${segment}.m4s`];
    }),
    ...(hasEnded ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
}

/** The one tag that both Shaka (with `ignoreDrmInfo`) and hls.js play; a tag for another system beside it breaks one. */
function clearKeyTag(rendition: Rendition, { scheme, keys }: Protection): string {
  const kid = Buffer.from(keys[rendition.label].kid);
  const method = scheme === 'cbcs' ? 'SAMPLE-AES' : 'SAMPLE-AES-CTR';
  return (
    `#EXT-X-KEY:METHOD=${method},URI="data:text/plain;base64,${kid.toString('base64')}",` +
    `KEYID=0x${kid.toString('hex')},KEYFORMAT="org.w3.clearkey",KEYFORMATVERSIONS="1"`
  );
}
