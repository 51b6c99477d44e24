import type { Stack } from 'aws-cdk-lib';
import type { Installation } from '../config/installation';
import { signingKeyId } from '../video/signing-key-id';
import { addressHeader, countryHeader } from './viewer-request';

/** The environment of a function, by the names of `.env.example`; no secret is among them. */
export function functionSettings(stack: Stack, plan: Installation): Record<string, string> {
  const mediaKeyId = signingKeyId(stack, plan);
  const { domain, hostedZone, settings } = plan.portal;
  const chosen = Object.entries(settings).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    NODE_ENV: 'production',
    APP_URL: `https://${domain}`,
    TRUSTED_ADDRESS_HEADER: addressHeader,
    TRUSTED_COUNTRY_HEADER: countryHeader,
    ...(mediaKeyId === undefined
      ? {}
      : { MEDIA_SIGNING_KEY_ID: mediaKeyId, MEDIA_COOKIE_DOMAIN: `.${hostedZone.name}` }),
    ...Object.fromEntries(chosen),
  };
}
