import Bowser from 'bowser';

const UNKNOWN = '—';

/** What people call a device and its browser, such as `iPhone · Safari`, from its User-Agent header. Never throws. */
export function deviceLabel(userAgent: string | null): string {
  if (userAgent === null || userAgent === '') return UNKNOWN;
  // More than any browser sends; the patterns run over all of it.
  const { platform, os, browser } = Bowser.parse(userAgent.slice(0, 512));
  const machine = platform.vendor === 'Apple' && platform.model ? platform.model : os.name;
  const words = [machine, browser.name].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? UNKNOWN : words.join(' · ').slice(0, 80);
}
