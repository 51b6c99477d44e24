import { Client } from 'pg';
import type { FunctionUrlEvent } from '../../scripts/aws/entries/function-url';
import { licenseRequests, writeWatchingViewers } from '../license/viewers';
import { type ColdEnvironments, ORIGIN_SECRET } from './cold-environment';

/** A ClearKey request for each round, of the first license of another viewer's session. */
export async function licensesFor(
  databaseUrl: string,
  { known, originUrl }: ColdEnvironments,
  rounds: number,
): Promise<(round: number) => FunctionUrlEvent> {
  Object.assign(process.env, known);
  const kid = await kidOf(originUrl);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await writeWatchingViewers(client, rounds);
  await client.query(`insert into event_day_keys (kid, event_day_id) values ($1, 'day_license')`, [kid]);
  await client.end();
  const name = Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url');
  const body = JSON.stringify({ kids: [name], type: 'temporary' });
  const events = (await licenseRequests('clearkey', rounds)).map(({ path, headers }): FunctionUrlEvent => {
    const { cookie = '', authorization = '' } = headers;
    const event = eventOf('POST', path);
    return { ...event, headers: { ...event.headers, authorization }, cookies: [cookie], body };
  });
  return (round) => {
    const event = events[round];
    if (event === undefined) throw new Error(`no license request for round ${round}`);
    return event;
  };
}

/** A key id that the vendor's twin knows: of a channel of the origin's. */
async function kidOf(originUrl: string): Promise<string> {
  const manifest = await (await fetch(`${originUrl}/live/bench/0/manifest.mpd`)).text();
  const [, kid] = /cenc:default_KID="([^"]+)"/.exec(manifest) ?? [];
  if (kid === undefined) throw new Error('The origin named no key id.');
  return kid;
}

/** A request as the function URL hands it on from our CDN. */
export function eventOf(method: string, path: string): FunctionUrlEvent {
  return {
    rawPath: path,
    rawQueryString: '',
    headers: {
      host: 'localhost:3000',
      'x-forwarded-host': 'localhost:3000',
      'x-stagedoor-origin': ORIGIN_SECRET,
      accept: '*/*',
      'accept-encoding': 'gzip, br',
    },
    requestContext: { http: { method, sourceIp: '127.0.0.1' } },
    isBase64Encoded: false,
  };
}
