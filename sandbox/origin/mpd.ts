import { kidToUuid } from '../drm/content-keys';
import { type CaptionLanguage, captionLanguages, captionWords } from './captions';
import type { LiveStream, Protection } from './live-stream';
import { type LiveWindow, windowSeconds } from './live-window';
import { systemIds } from './pssh';
import { type Rendition, renditions, segmentSeconds, segmentTime } from './rendition';

const clearKeySystem = 'e2719d58-a985-b3c9-781a-b030af78d30e';
const delaySeconds = 6;

/** A DASH manifest (ISO/IEC 23009-1): dynamic while live, static with a duration after the end. `now`: Unix milliseconds. */
export function writeMpd(stream: LiveStream, now: number): string {
  const { v240, v480, v720, a } = renditions;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013"${mpdAttributes(stream.window)}>`,
    ...(stream.bases ?? []).map((base, n) => `<BaseURL serviceLocation="${n + 1}">${base}</BaseURL>`),
    '<Period id="p0" start="PT0S">',
    ...adaptationSet('id="1" contentType="video" mimeType="video/mp4"', [v240, v480, v720], stream),
    ...adaptationSet('id="2" contentType="audio" mimeType="audio/mp4" lang="en"', [a], stream),
    ...captionLanguages.map((language, n) => captionSet(3 + n, language, stream.window)),
    '</Period>',
    `<UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="${new Date(now).toISOString()}"/>`,
    '</MPD>\n',
  ].join('\n');
}

function mpdAttributes({ availabilityStart, last, hasEnded }: LiveWindow): string {
  const endSeconds = (last + 1) * segmentSeconds;
  const always = {
    profiles: 'urn:mpeg:dash:profile:isoff-live:2011',
    availabilityStartTime: new Date(availabilityStart).toISOString(),
    publishTime: new Date(availabilityStart + endSeconds * 1000).toISOString(),
    minBufferTime: `PT${segmentSeconds}S`,
    // 63 AAC frames
    maxSegmentDuration: 'PT2.016S',
  };
  const changing = hasEnded
    ? { type: 'static', mediaPresentationDuration: `PT${endSeconds}S` }
    : {
        type: 'dynamic',
        minimumUpdatePeriod: `PT${segmentSeconds}S`,
        timeShiftBufferDepth: `PT${windowSeconds}S`,
        suggestedPresentationDelay: `PT${delaySeconds}S`,
      };
  const attributes = Object.entries({ ...changing, ...always });
  return attributes.map(([name, value]) => ` ${name}="${value}"`).join('');
}

function adaptationSet(attributes: string, set: [Rendition, ...Rendition[]], stream: LiveStream): string[] {
  const [first] = set;
  return [
    `<AdaptationSet ${attributes} segmentAlignment="true" startWithSAP="1">`,
    ...contentProtection(first, stream.protection),
    segmentTemplate(first, stream.window),
    ...set.map(representation),
    '</AdaptationSet>',
  ];
}

/** Plain WebVTT segments, never encrypted. */
function captionSet(id: number, language: CaptionLanguage, { first, last }: LiveWindow): string {
  return (
    `<AdaptationSet id="${id}" contentType="text" mimeType="text/vtt" lang="${language}">` +
    '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="caption"/>' +
    `<Label>${captionWords[language].name}</Label>` +
    `<SegmentTemplate timescale="1" media="$RepresentationID$/$Number$.vtt" startNumber="${first}">` +
    `<SegmentTimeline><S t="${first * segmentSeconds}" d="${segmentSeconds}" r="${last - first}"/></SegmentTimeline>` +
    `</SegmentTemplate><Representation id="${language}" bandwidth="400"/></AdaptationSet>`
  );
}

function contentProtection(rendition: Rendition, protection: Protection | undefined): string[] {
  if (protection === undefined) return [];
  const { common, widevine, playready } = protection.pssh;
  const kid = kidToUuid(protection.keys[rendition.label].kid);
  const scheme = `urn:mpeg:dash:mp4protection:2011" value="${protection.scheme}`;
  return [
    `<ContentProtection schemeIdUri="${scheme}" cenc:default_KID="${kid}"/>`,
    systemProtection({ system: clearKeySystem, name: 'ClearKey1.0', pssh: common }),
    ...(widevine === undefined
      ? []
      : [systemProtection({ system: systemIds.widevine, name: 'Widevine', pssh: widevine })]),
    ...(playready === undefined
      ? []
      : [systemProtection({ system: systemIds.playready, name: 'MSPR 2.0', pssh: playready })]),
  ];
}

function systemProtection({
  system,
  name,
  pssh,
}: {
  system: string;
  name: string;
  pssh: Uint8Array;
}): string {
  const box = `<cenc:pssh>${Buffer.from(pssh).toString('base64')}</cenc:pssh>`;
  return `<ContentProtection schemeIdUri="urn:uuid:${system}" value="${name}">${box}</ContentProtection>`;
}

function segmentTemplate(rendition: Rendition, window: LiveWindow): string {
  const names = 'initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"';
  return (
    `<SegmentTemplate timescale="${rendition.track.timescale}" ${names} startNumber="${window.first}">` +
    `<SegmentTimeline>${segmentTimeline(rendition, window).join('')}</SegmentTimeline></SegmentTemplate>`
  );
}

function segmentTimeline(rendition: Rendition, { first, last }: LiveWindow): string[] {
  const runs: { time: number; duration: number; repeats: number }[] = [];
  for (let segment = first; segment <= last; segment += 1) {
    const time = segmentTime(rendition, segment);
    const duration = segmentTime(rendition, segment + 1) - time;
    const run = runs.at(-1);
    if (run?.duration === duration) run.repeats += 1;
    else runs.push({ time, duration, repeats: 0 });
  }
  return runs.map(({ time, duration, repeats }) => {
    return `<S t="${time}" d="${duration}"${repeats === 0 ? '' : ` r="${repeats}"`}/>`;
  });
}

function representation({ id, bandwidth, codecs, picture }: Rendition): string {
  const form =
    picture === undefined
      ? 'audioSamplingRate="32000"'
      : `width="${picture.width}" height="${picture.height}" frameRate="25"`;
  return `<Representation id="${id}" bandwidth="${bandwidth}" codecs="${codecs}" ${form}/>`;
}
