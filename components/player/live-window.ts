/** What a viewer may go back by where an event has no chase play, in seconds. */
export const LIVE_WINDOW_SECONDS = 600;

interface XmlNode {
  readonly tagName: string;
  readonly attributes: Record<string, string>;
}

/**
 * Cuts the window of a live MPD to ten minutes, or leaves it if it is shorter; what is not live stays as it is
 * (ISO/IEC 23009-1, `MPD@timeShiftBufferDepth`; absent means everything since the start).
 */
export function limitLiveWindow({ tagName, attributes }: XmlNode): void {
  if (tagName !== 'MPD' || attributes.type !== 'dynamic') return;
  const given = secondsOf(attributes.timeShiftBufferDepth ?? '');
  if (given === undefined || given > LIVE_WINDOW_SECONDS) {
    attributes.timeShiftBufferDepth = `PT${LIVE_WINDOW_SECONDS}S`;
  }
}

/** Of an xs:duration without days, as packagers write it. */
function secondsOf(duration: string): number | undefined {
  const parts = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(duration);
  if (parts === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
