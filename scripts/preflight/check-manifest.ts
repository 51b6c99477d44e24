import { setTimeout as delay } from 'node:timers/promises';
import { type CheckLine, go, noGo, notChecked } from './check-line';
import { type FoundStream, findStream, ManifestMissing } from './find-stream';

export interface ManifestPlace {
  /** Which one, for people. */
  readonly name: string;
  readonly url: string;
  /** Declared for the day, lower-case UUIDs. */
  readonly kids: readonly string[];
  /** The doors are open: the stream must be there. */
  readonly isDue: boolean;
}

/** Something new must come within so many update periods. */
const PERIODS = 4;
const POLLS_PER_PERIOD = 4;

/** The manifest is there, moves, and names no key id that the day does not declare. */
export async function checkManifest({ name, url, kids, isDue }: ManifestPlace): Promise<CheckLine> {
  const what = `${name}: manifest`;
  try {
    const stream = await findStream(url);
    const wrong = keyProblem(stream, kids);
    if (wrong !== undefined) return noGo(what, wrong, 'Copy the key ids of this stream into the event file.');
    if (!stream.isLive) return go(what, `complete, ${stream.kids.length} declared key ids`);
    if (await moves(url, stream)) return go(what, `moves on, ${stream.kids.length} declared key ids`);
    return noGo(
      what,
      `stands still for ${PERIODS * stream.updateSeconds} s`,
      'See encoder and packager (MediaLive alerts), then whether the CDN keeps manifests too long.',
    );
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    if (!isDue && error instanceof ManifestMissing && error.status === 404)
      return notChecked(
        what,
        'not there yet, and the doors are closed',
        'Run this again when the encoder runs.',
      );
    return noGo(what, found, 'See address, packager and CDN; both origins must have the same paths.');
  }
}

/** A license for a key that the day does not declare is refused to everybody. */
function keyProblem(stream: FoundStream, kids: readonly string[]): string | undefined {
  if (stream.kids.length === 0) return 'names no key id: the stream is not encrypted';
  const declared = new Set(kids);
  const foreign = stream.kids.filter((kid) => !declared.has(kid));
  if (foreign.length > 0) return `names key ids that the day does not declare: ${foreign.join(', ')}`;
  return undefined;
}

/** Asks a few times within the stream's own update periods; ends with the first answer that is new. */
async function moves(url: string, { mark, updateSeconds }: FoundStream): Promise<boolean> {
  for (let poll = 0; poll < PERIODS * POLLS_PER_PERIOD; poll += 1) {
    await delay((updateSeconds * 1000) / POLLS_PER_PERIOD);
    if ((await findStream(url)).mark !== mark) return true;
  }
  return false;
}
