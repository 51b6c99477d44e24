import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { z } from 'zod';
import { type Kid, parseKid } from '@/lib/domain/kid';

interface Channel {
  /** The content id, at the vendor and in Widevine's init data. */
  readonly name: string;
  readonly kids: readonly Kid[];
}

/** A channel of its own, its key ids read from the origin's manifest as an operator would. The vendor knows them. */
export async function newChannel(): Promise<Channel> {
  const name = `test-${randomUUID()}`;
  const response = await fetch(`${inject('originUrl')}/live/${name}/0/manifest.mpd`);
  const manifest = await response.text();
  const kids = [...manifest.matchAll(/cenc:default_KID="([^"]+)"/g)].flatMap(
    (match) => parseKid(match[1] ?? '') ?? [],
  );
  if (kids.length === 0) throw new Error('the origin named no key id');
  return { name, kids: [...new Set(kids)] };
}

export async function newChannelKids(): Promise<readonly Kid[]> {
  return (await newChannel()).kids;
}

/** What a browser's ClearKey CDM sends (W3C EME §9.1.3). */
export function clearKeyChallenge(kids: readonly Kid[], type = 'temporary'): string {
  const names = kids.map((kid) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'));
  return JSON.stringify({ kids: names, type });
}

const log = z.object({
  count: z.number(),
  requests: z.array(z.object({ headers: z.array(z.string()), contentType: z.string().nullable() })),
});

/** How many requests that name this key id have reached the vendor, refused ones included. */
export async function vendorRequestCount(kid: Kid): Promise<number> {
  return (await vendorRequests(kid)).count;
}

/** What reached the vendor about this key id: the names of the headers, never values. */
export async function vendorRequests(kid: Kid): Promise<z.infer<typeof log>> {
  const response = await fetch(`${inject('drmUrl')}/_sandbox/requests?kid=${kid}`);
  return log.parse(await response.json());
}

/** Breaks the vendor for requests that name this key id. */
export async function breakVendor(kid: Kid, kind: string, count = 1): Promise<void> {
  const response = await fetch(`${inject('drmUrl')}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind, count, kid }),
  });
  if (response.status !== 200) throw new Error(`the vendor did not take the fault ${kind}`);
}
