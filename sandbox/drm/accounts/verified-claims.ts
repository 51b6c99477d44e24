import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { parseJson } from '../parse-json';

interface Rule {
  /** Any of them may have signed. */
  secrets: readonly Uint8Array[];
  algorithms: readonly ('HS256' | 'HS384' | 'HS512')[];
}

/** The claims of a JWT whose signature holds, times not looked at. Undefined otherwise. */
export async function verifiedClaims(
  token: string,
  { secrets, algorithms }: Rule,
): Promise<unknown | undefined> {
  for (const secret of secrets) {
    try {
      const { payload } = await compactVerify(token, secret, { algorithms: [...algorithms] });
      return parseJson(Buffer.from(payload).toString('utf8'));
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return undefined;
}

/** What a JWT says before anyone has looked at its signature; undefined if it is none. */
export function unverifiedToken(token: string): { keyId: string | undefined; claims: unknown } | undefined {
  try {
    const { kid } = decodeProtectedHeader(token);
    return { keyId: kid, claims: parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) };
  } catch (error) {
    if (error instanceof TypeError || error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
