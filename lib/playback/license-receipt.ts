import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Kid } from '@/lib/domain/kid';
import { fromShortKid, toShortKid } from '@/lib/playback/session-token';
import { readClaims, signClaims } from '@/lib/playback/signed-claims';

const KIND = 'license-receipt+jwt';
const MAX_RECEIPTS = 16;

const claimsSchema = z.object({ sub: z.string(), request: z.string(), kids: z.array(z.string()).min(1) });

interface Granted {
  readonly sessionId: string;
  /** The CDM's name for its request, which a renewal or release repeats instead of key ids. */
  readonly requestId: string;
  readonly kids: readonly Kid[];
  readonly until: Date;
}

/**
 * The proof, kept by the player, that this session was granted these keys under this request id: a renewal is matched
 * with it instead of with a row, so it costs no write and works through an outage (docs/decisions/0017).
 */
export async function signReceipt({ sessionId, requestId, kids, until }: Granted): Promise<string> {
  return signClaims(KIND, {
    sub: sessionId,
    request: digest(requestId),
    kids: kids.map(toShortKid),
    exp: Math.floor(until.getTime() / 1000),
  });
}

/**
 * The keys that a renewal or release of this request id stands for: those of a receipt of the same session. Empty when
 * none of the receipts (comma separated, at most 16) is one for it.
 */
export async function kidsOfReceipts(
  receipts: string | undefined,
  { sessionId, requestId }: Pick<Granted, 'sessionId' | 'requestId'>,
): Promise<readonly Kid[]> {
  const wanted = digest(requestId);
  const given = (receipts ?? '').split(',', MAX_RECEIPTS).map((receipt) => receipt.trim());
  for (const receipt of given.filter((text) => text !== '')) {
    const claims = await readReceipt(receipt);
    if (claims?.sub === sessionId && claims.request === wanted)
      return claims.kids.flatMap((kid) => fromShortKid(kid) ?? []);
  }
  return [];
}

async function readReceipt(receipt: string): Promise<z.infer<typeof claimsSchema> | undefined> {
  const claims = await readClaims(KIND, receipt).catch(() => undefined);
  return claimsSchema.safeParse(claims).data;
}

function digest(requestId: string): string {
  return createHash('sha256').update(requestId).digest('base64url').slice(0, 22);
}
