import { type CaptionLanguage, captionLanguages, captionWords } from './captions';
import type { LiveStream, Protection } from './live-stream';
import { payloadOfPssh, systemIds } from './pssh';
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
    ...captionLanguages.map(
      (language) =>
        `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="sub",NAME="${captionWords[language].name}",` +
        `LANGUAGE="${language}",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="${language}.m3u8"`,
    ),
    // Players start with the first one listed.
    ...[v480, v240, v720].flatMap((video) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${video.bandwidth + a.bandwidth},CODECS="${video.codecs},${a.codecs}",` +
        `RESOLUTION=${video.picture?.width}x${video.picture?.height},FRAME-RATE=25.000,AUDIO="aud",SUBTITLES="sub"`,
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
    ...(protection === undefined ? [] : keyTags(rendition, protection)),
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

/** The HLS media playlist of the captions: WebVTT segments as long as those of the picture, never encrypted. */
export function writeCaptionPlaylist(language: CaptionLanguage, { window }: LiveStream): string {
  const { first, last, availabilityStart, hasEnded } = window;
  const segments = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${segmentSeconds + 1}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(availabilityStart + first * segmentSeconds * 1000).toISOString()}`,
    ...segments.flatMap((segment) => [`#EXTINF:${segmentSeconds.toFixed(5)},`, `${language}/${segment}.vtt`]),
    ...(hasEnded ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
}

/** A tag for ClearKey beside the vendors' tags, or theirs beside it, breaks one player or the other: never both. */
function keyTags(rendition: Rendition, protection: Protection): string[] {
  const { scheme, keys, pssh } = protection;
  const kid = Buffer.from(keys[rendition.label].kid);
  const method = scheme === 'cbcs' ? 'SAMPLE-AES' : 'SAMPLE-AES-CTR';
  const tag = (uri: string, rest: string) =>
    `#EXT-X-KEY:METHOD=${method},URI="${uri}",${rest},KEYFORMATVERSIONS="1"`;
  const keyId = `KEYID=0x${kid.toString('hex')}`;
  const { widevine, playready } = pssh;
  if (widevine === undefined || playready === undefined) {
    return [tag(dataUri(kid), `${keyId},KEYFORMAT="org.w3.clearkey"`)];
  }
  return [
    tag(dataUri(widevine), `${keyId},KEYFORMAT="urn:uuid:${systemIds.widevine}"`),
    tag(dataUri(payloadOfPssh(playready), ';charset=UTF-16'), 'KEYFORMAT="com.microsoft.playready"'),
    // FairPlay knows no other scheme.
    ...(scheme === 'cbcs'
      ? [tag(`skd://${kid.toString('hex')}`, 'KEYFORMAT="com.apple.streamingkeydelivery"')]
      : []),
  ];
}

function dataUri(bytes: Uint8Array, parameter = ''): string {
  return `data:text/plain${parameter};base64,${Buffer.from(bytes).toString('base64')}`;
}
