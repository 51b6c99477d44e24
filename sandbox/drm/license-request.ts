import { z } from 'zod';
import { parseJson } from './parse-json';

const kidText = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);
const licenseRequest = z.object({ kids: z.array(kidText).min(1).max(32), type: z.literal('temporary') });
const anyKids = z.object({ kids: z.array(kidText) });

/**
 * Reads a W3C ClearKey license request (Encrypted Media Extensions §9.1.3): 16-byte KIDs, each once. Undefined for
 * anything else and for persistent licenses.
 */
export function parseLicenseRequest(body: string): Uint8Array[] | undefined {
  return kidsOf(licenseRequest.safeParse(parseJson(body)).data);
}

/** The KIDs a body names, whatever else is wrong with it; for the log and for faults. */
export function namedKids(body: string): Uint8Array[] {
  return kidsOf(anyKids.safeParse(parseJson(body)).data) ?? [];
}

function kidsOf(request: { kids: string[] } | undefined): Uint8Array[] | undefined {
  return request && [...new Set(request.kids)].map((kid) => new Uint8Array(Buffer.from(kid, 'base64url')));
}
