import type { Stack } from 'aws-cdk-lib';
import {
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  type FunctionAssociation,
} from 'aws-cdk-lib/aws-cloudfront';

/** In which our CDN tells the functions who asks (`TRUSTED_ADDRESS_HEADER`, `TRUSTED_COUNTRY_HEADER`). */
export const addressHeader = 'x-stagedoor-viewer-address';
export const countryHeader = 'x-stagedoor-viewer-country';
/** By which OpenNext's revalidation function asks for a page to be rendered again; the first one's value proves it. */
export const againHeaders = ['x-prerender-revalidate', 'x-isr'] as const;

interface Told {
  readonly againDigest: string | undefined;
  /** Where a policy of the behavior names it (cache-policies.ts); elsewhere a header of that name is made up by the viewer. */
  readonly knowsCountry: boolean;
}

/**
 * Runs in CloudFront before anything else. What a viewer sends under these names is always replaced: they are facts of
 * the connection. `x-forwarded-host` is the address that OpenNext takes for the portal's. Who asks for a page to be rendered
 * again must know the build's id for it, of which only the SHA-256 is in here (hexadecimal; undefined: nobody may): such
 * requests go past the cache, and everybody else's would too.
 */
export function viewerRequestCode({ againDigest, knowsCountry }: Told): string {
  const [proof, mark] = againHeaders;
  const country = knowsCountry ? `headers['cloudfront-viewer-country']` : 'undefined';
  return `var crypto = require('crypto');
function handler(event) {
  var request = event.request;
  var headers = request.headers;
  headers['x-forwarded-host'] = { value: headers.host.value };
  headers['${addressHeader}'] = { value: event.viewer.ip };
  var country = ${country};
  if (country) headers['${countryHeader}'] = { value: country.value };
  else delete headers['${countryHeader}'];
  var proof = headers['${proof}'];
  var digest = proof ? crypto.createHash('sha256').update(proof.value).digest('hex') : '';
  if (digest !== '${againDigest ?? 'nobody'}') {
    delete headers['${proof}'];
    delete headers['${mark}'];
  }
  return request;
}
`;
}

export interface Tellers {
  readonly tell: FunctionAssociation;
  readonly tellCountry: FunctionAssociation;
}

export function viewerRequests(stack: Stack, againDigest: string | undefined): Tellers {
  const made = (id: string, comment: string, knowsCountry: boolean): FunctionAssociation => ({
    eventType: FunctionEventType.VIEWER_REQUEST,
    function: new Function(stack, id, {
      comment: `Stagedoor: ${comment} for the functions`,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(viewerRequestCode({ againDigest, knowsCountry })),
    }),
  });
  return {
    tell: made('ViewerRequest', 'host and address', false),
    tellCountry: made('ViewerRequestCountry', 'host, address and country', true),
  };
}
