import { z } from 'zod';
import { kidFromBytes } from '@/lib/domain/kid';
import type { Challenge } from './challenge';
import { joinNamed, MAX_KIDS } from './named-content';

/** W3C EME §9.1.3 "License Request Format": base64url key ids without padding. */
const request = z.object({
  kids: z
    .array(z.string().regex(/^[\w-]{22}$/))
    .min(1)
    .max(MAX_KIDS),
  type: z.literal('temporary'),
});

/** Reads a ClearKey license request; undefined when the bytes are not one. Persistent ones are not. */
export function readClearKeyChallenge(bytes: Uint8Array): Challenge | undefined {
  const parsed = request.safeParse(parsePlainJson(bytes));
  if (!parsed.success) return undefined;
  const kids = parsed.data.kids.flatMap((kid) => kidFromBytes(Buffer.from(kid, 'base64url')) ?? []);
  const named = kids.length === parsed.data.kids.length ? joinNamed([{ kids, contentIds: [] }]) : undefined;
  return named && { kind: 'new', ...named };
}

/** JSON with one reading only: a name that comes twice or an escape, which CDMs never write, is none. */
function parsePlainJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text.replace(/[ \t\r\n]/g, '') ? value : undefined;
  } catch {
    return undefined;
  }
}
