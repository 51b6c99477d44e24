import { z } from 'zod';
import { type Kid, kidFromBytes } from '@/lib/domain/kid';

const MAX_KIDS = 32;

/** W3C EME §9.1.3 "License Request Format": base64url key ids without padding. */
const request = z.object({
  kids: z
    .array(z.string().regex(/^[\w-]{22}$/))
    .min(1)
    .max(MAX_KIDS),
  type: z.literal('temporary'),
});

/** The key ids of a ClearKey license request, or undefined when the bytes are not one. Persistent ones are not. */
export function readClearKeyChallenge(bytes: Uint8Array): readonly Kid[] | undefined {
  const parsed = request.safeParse(parseJson(bytes));
  if (!parsed.success) return undefined;
  const kids = parsed.data.kids.map((kid) => kidFromBytes(Buffer.from(kid, 'base64url')));
  return kids.every((kid) => kid !== undefined) ? kids : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
