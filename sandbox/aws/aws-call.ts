import type { AwsAccount } from './aws-account';
import { AwsError } from './aws-reply';

/** A call that was let in: whose, where, and what it says. */
export interface AwsCall {
  readonly account: AwsAccount;
  /** As the signature names it: `cloudformation`, `s3`, … */
  readonly service: string;
  readonly region: string;
  readonly method: string;
  readonly url: URL;
  readonly target: string | undefined;
  /** `x-amz-checksum-sha256`, where the caller says what the body should be. */
  readonly checksum: string | undefined;
  readonly body: Buffer;
}

/** Service and region of a signature of version 4 by a made-up key. Throws for anything else, real keys above all. */
export function readSignature(authorization: string | undefined): { service: string; region: string } {
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  if (scope === null) throw new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  const [, key = '', region = '', service = ''] = scope;
  if (/^A(KIA|SIA)/.test(key))
    throw new AwsError(
      'InvalidClientTokenId',
      'This is a twin of AWS on this machine: a key of a real account has no business here.',
      403,
    );
  if (!/^sandbox-/.test(key))
    throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
  return { service, region };
}

/** The fields of a query: `Action`, and lists as `Tags.member.1.Key`. */
export function readForm({ body }: AwsCall): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** A field that the call has to have. */
export function requireField(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value) return value;
  throw new AwsError('ValidationError', `The request must contain the parameter ${name}`);
}

/** A list of the query protocol: `prefix.1`, `prefix.2`, … */
export function readList(form: URLSearchParams, prefix: string): readonly string[] {
  const found: string[] = [];
  for (let at = 1; ; at += 1) {
    const value = form.get(`${prefix}.${at}`);
    if (value === null) return found;
    found.push(value);
  }
}

/** Pairs of the query protocol: `prefix.1.Key`, `prefix.1.Value`, … */
export function readTags(form: URLSearchParams, prefix: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 1; ; at += 1) {
    const key = form.get(`${prefix}.${at}.Key`);
    if (key === null) return found;
    found[key] = form.get(`${prefix}.${at}.Value`) ?? '';
  }
}
