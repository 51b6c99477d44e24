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

/**
 * Runs in CloudFront before anything else. What a viewer sends under these names is always replaced: they are facts of
 * the connection. `x-forwarded-host` is the address that OpenNext takes for the portal's.
 */
export const viewerRequestCode = `function handler(event) {
  var request = event.request;
  var headers = request.headers;
  headers['x-forwarded-host'] = { value: headers.host.value };
  headers['${addressHeader}'] = { value: event.viewer.ip };
  var country = headers['cloudfront-viewer-country'];
  if (country) headers['${countryHeader}'] = { value: country.value };
  else delete headers['${countryHeader}'];
  return request;
}
`;

export function viewerRequest(stack: Stack): FunctionAssociation {
  return {
    eventType: FunctionEventType.VIEWER_REQUEST,
    function: new Function(stack, 'ViewerRequest', {
      comment: 'Stagedoor: host, address and country for the functions',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(viewerRequestCode),
    }),
  };
}
