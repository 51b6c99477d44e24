import type { Quality } from './playback-controls';

/** What a manifest tells of the pictures: their qualities, best first, and the newest segments of the best one. */
export interface StreamParts {
  readonly qualities: readonly Quality[];
  readonly segments: readonly string[];
}

interface Fetched {
  readonly url: string;
  readonly text: string;
}

const NEWEST = 8;

/** Reads a DASH manifest, or an HLS one by fetching its best playlist too. Lists that it cannot read stay empty. */
export async function listParts(
  manifest: Fetched,
  fetchText: (url: string) => Promise<string>,
): Promise<StreamParts> {
  if (!manifest.text.trimStart().startsWith('#EXTM3U')) return dashParts(manifest);
  const variants = hlsVariants(manifest);
  const [best] = variants;
  if (best === undefined) return { qualities: [], segments: [] };
  const playlist = { url: best.url, text: await fetchText(best.url) };
  return {
    qualities: variants.map(({ height, kbps }) => ({ height, kbps })),
    segments: hlsSegments(playlist),
  };
}

/** The variants of an HLS multivariant playlist (RFC 8216 §4.3.4.2), best first. */
export function hlsVariants({ url, text }: Fetched): readonly (Quality & { readonly url: string })[] {
  const variants = [...text.matchAll(/^#EXT-X-STREAM-INF:(.*)\r?\n([^#\r\n]+)/gm)];
  return variants
    .map(([, attributes = '', address = '']) => ({
      url: new URL(address, url).href,
      kbps: Number(/(?:^|,)BANDWIDTH=(\d+)/.exec(attributes)?.[1] ?? 0) / 1000,
      height: Number(/RESOLUTION=\d+x(\d+)/.exec(attributes)?.[1] ?? 0),
    }))
    .sort((a, b) => b.kbps - a.kbps);
}

/** The newest segments of an HLS media playlist, oldest of them first. */
export function hlsSegments({ url, text }: Fetched): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.slice(-NEWEST).map((line) => new URL(line, url).href);
}

/** DASH with a SegmentTimeline (ISO/IEC 23009-1 §5.3.9.6), as packagers write live streams. */
function dashParts({ url, text }: Fetched): StreamParts {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const pictures = [...document.querySelectorAll('Representation')]
    .filter((element) => element.hasAttribute('height'))
    .map((element) => ({ element, ...qualityOf(element) }))
    .sort((a, b) => b.kbps - a.kbps);
  const [best] = pictures;
  return {
    qualities: pictures.map(({ height, kbps }) => ({ height, kbps })),
    segments: best === undefined ? [] : dashSegments(best.element, url),
  };
}

function qualityOf(element: Element): Quality {
  return { height: numberOf(element, 'height'), kbps: numberOf(element, 'bandwidth') / 1000 };
}

function dashSegments(representation: Element, manifestUrl: string): readonly string[] {
  const template =
    representation.querySelector('SegmentTemplate') ??
    representation.parentElement?.querySelector(':scope > SegmentTemplate');
  const media = template?.getAttribute('media');
  if (!template || !media) return [];
  const base = baseOf(representation, manifestUrl);
  let number = Number(template.getAttribute('startNumber') ?? 1);
  let time = 0;
  const segments: string[] = [];
  for (const entry of template.querySelectorAll('SegmentTimeline > S')) {
    time = entry.hasAttribute('t') ? numberOf(entry, 't') : time;
    for (let repeat = Math.max(0, numberOf(entry, 'r')); repeat >= 0; repeat -= 1) {
      const names = { Number: number, Time: time, Bandwidth: numberOf(representation, 'bandwidth') };
      segments.push(
        new URL(fillTemplate(media, { ...names, RepresentationID: representation.id }), base).href,
      );
      number += 1;
      time += numberOf(entry, 'd');
    }
  }
  return segments.slice(-NEWEST);
}

/** A segment's address by its template (ISO/IEC 23009-1 §5.3.9.4.4): `$Number%05d$` and the like. */
export function fillTemplate(template: string, names: Readonly<Record<string, string | number>>): string {
  return template.replace(/\$(\w*)(?:%0(\d+)d)?\$/g, (_whole, name: string, width?: string) =>
    name === '' ? '$' : String(names[name] ?? '').padStart(Number(width ?? 0), '0'),
  );
}

/** Each element's first BaseURL, from the outermost one inwards. */
function baseOf(element: Element, manifestUrl: string): string {
  const outer = element.parentElement === null ? manifestUrl : baseOf(element.parentElement, manifestUrl);
  const own = element.querySelector(':scope > BaseURL')?.textContent;
  return own ? new URL(own.trim(), outer).href : outer;
}

function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}
