import { z } from 'zod';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MARKED_CKC = /^<ckc>([^<]*)<\/ckc>$/;

const wrapped = z.object({
  ckc: z.string().optional(),
  CkcMessage: z.string().optional(),
  License: z.string().optional(),
  license: z.string().optional(),
});

/**
 * Everything that a vendor's reply body may mean as a license, the bytes as they came first: bare base64, base64 in
 * `<ckc>`, or base64 in one of the JSON keys in use. Which of them is one, its shape has to tell.
 */
export function unwrapLicense(body: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(body).toString('latin1').trim();
  const inner = [text, MARKED_CKC.exec(text)?.[1], ...jsonValues(text)];
  return [body, ...inner.flatMap(decodeBase64)];
}

function jsonValues(text: string): (string | undefined)[] {
  if (!text.startsWith('{')) return [];
  try {
    return Object.values(wrapped.safeParse(JSON.parse(text)).data ?? {});
  } catch {
    return [];
  }
}

/** Line breaks as MIME encoders write them are taken. */
function decodeBase64(text: string | undefined): Uint8Array[] {
  const compact = (text ?? '').replaceAll(/\s/g, '');
  return compact.length % 4 === 0 && BASE64.test(compact) ? [Buffer.from(compact, 'base64')] : [];
}
