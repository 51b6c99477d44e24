import { ask, type Asked } from './ask';
import { type CheckLine, go, noGo, notChecked } from './check-line';
import { findStream } from './find-stream';

export interface CdnPlace {
  readonly name: string;
  readonly manifestUrl: string;
  readonly appUrl: string;
  /** `Set-Cookie` values of a player that was let in; empty where the CDN is not meant to ask for any. */
  readonly cookies: readonly string[];
}

/** Segments are for players that were let in, and for those they are there. */
export async function checkCdn(place: CdnPlace): Promise<readonly CheckLine[]> {
  const { name, manifestUrl, cookies } = place;
  const { segmentUrl } = await findStream(manifestUrl);
  const what = `${name}: segments`;
  if (segmentUrl === undefined)
    return [notChecked(what, 'the manifest names none that could be read', 'Try one by hand with curl.')];
  const unsigned = await askAs(place, segmentUrl, undefined);
  if (cookies.length === 0) return [openLine(what, unsigned)];
  const signed = await askAs(place, segmentUrl, cookieHeader(cookies, segmentUrl));
  return [refusedLine(what, unsigned), acceptedLine(what, signed), corsLine(place, [unsigned, signed])];
}

function openLine(what: string, { status }: Asked): CheckLine {
  if (status === 200)
    return notChecked(
      `${what} without cookies`,
      'the CDN is not told to ask for cookies (MEDIA_SIGNING_KEY_ID is empty): anyone may fetch encrypted segments',
      'To protect them: docs/architecture.md, “CDN access”.',
    );
  return noGo(
    `${what} without cookies`,
    `${status}, and MEDIA_SIGNING_KEY_ID is empty: nobody gets a picture`,
    'Set MEDIA_SIGNING_KEY_ID and MEDIA_SIGNING_PRIVATE_KEY, or open the CDN’s behavior.',
  );
}

function refusedLine(what: string, { status }: Asked): CheckLine {
  if (status === 403) return go(`${what} without cookies`, '403');
  return noGo(
    `${what} without cookies`,
    `${status} instead of 403`,
    'Restrict the segment paths of this origin’s distribution to the key group.',
  );
}

function acceptedLine(what: string, { status, body }: Asked): CheckLine {
  if (status === 200 && body.length > 0) return go(`${what} with cookies`, '200');
  const [, code] = /<Code>(\w+)<\/Code>/.exec(body.toString('utf8')) ?? [];
  return noGo(
    `${what} with cookies`,
    `${status}${code === undefined ? '' : ` ${code}`}`,
    'Key group, key id and private key must belong together; a second origin needs a name of the same length.',
  );
}

/** A player may read neither bytes nor refusal without these (docs/architecture.md). */
function corsLine({ name, appUrl }: CdnPlace, answers: readonly Asked[]): CheckLine {
  const what = `${name}: the portal’s pages may read segments and refusals`;
  const { origin } = new URL(appUrl);
  const isGood = answers.every(
    ({ headers }) =>
      headers.get('access-control-allow-origin') === origin &&
      headers.get('access-control-allow-credentials') === 'true',
  );
  if (isGood) return go(what, 'CORS with credentials');
  return noGo(
    what,
    'CORS headers are missing, or name somebody else',
    `Answer ${origin} in Access-Control-Allow-Origin, and Access-Control-Allow-Credentials: true, on 403 too.`,
  );
}

function askAs({ appUrl }: CdnPlace, url: string, cookie: string | undefined): Promise<Asked> {
  const origin = new URL(appUrl).origin;
  return ask(url, { headers: { origin, ...(cookie === undefined ? {} : { cookie }) } });
}

/** Those whose path the address is on, as a browser sends them; of several with one name the longest path. */
function cookieHeader(cookies: readonly string[], url: string): string {
  const { pathname } = new URL(url);
  return cookies
    .filter((cookie) => pathname.startsWith(/;\s*Path=([^;]*)/i.exec(cookie)?.[1] ?? '/'))
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}
