import { z } from 'zod';
import { givenSecrets } from '../secrets/secret-names';
import { inPlainWords } from './plan-words';

const text = z.string().min(1);
const secretName = z
  .string()
  .refine(
    (name) => name.startsWith('DRM_') && givenSecrets.some((known) => known === name),
    'is no name of a DRM vendor’s secret',
  )
  .optional();
const url = z.string().refine(isVendorUrl, 'is no https address without user, password and fragment');

// Fields as docs/vendors.md names them.
const axinom = {
  vendor: z.literal('axinom'),
  url,
  comKeyId: z
    .string()
    .regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|in-secret)$/i, 'is neither a UUID nor in-secret'),
  secret: secretName,
};
const castlabs = {
  vendor: z.literal('castlabs'),
  url,
  merchant: text,
  keyId: text,
  hardwareTemplate: text.optional(),
  secret: secretName,
};
const doverunner = {
  vendor: z.literal('doverunner'),
  url,
  siteId: text,
  siteKeySecret: secretName,
  accessKeySecret: secretName,
};
const widevineCloud = {
  vendor: z.literal('widevine-cloud'),
  url,
  provider: text,
  keySecret: secretName,
  ivSecret: secretName,
};
const clearkey = { vendor: z.literal('clearkey'), url, secret: secretName };
/** All configuration: what else may stand in it the product alone knows. */
const http = z.looseObject({ vendor: z.literal('http'), url });

const ofWidevine = { certificate: z.boolean().optional() };
const ofFairPlay = { certificateUrl: url.optional() };

const drmVendors = z.strictObject({
  widevine: z
    .discriminatedUnion('vendor', [
      z.strictObject({ ...axinom, ...ofWidevine }),
      z.strictObject({ ...castlabs, ...ofWidevine }),
      z.strictObject({ ...doverunner, ...ofWidevine }),
      z.strictObject({ ...widevineCloud, ...ofWidevine }),
      http,
    ])
    .optional(),
  playready: z
    .discriminatedUnion('vendor', [
      z.strictObject(axinom),
      z.strictObject(castlabs),
      z.strictObject(doverunner),
      http,
    ])
    .optional(),
  fairplay: z
    .discriminatedUnion('vendor', [
      z.strictObject({ ...axinom, ...ofFairPlay }),
      z.strictObject({ ...castlabs, ...ofFairPlay }),
      z.strictObject({ ...doverunner, ...ofFairPlay }),
      http,
    ])
    .optional(),
  clearkey: z.discriminatedUnion('vendor', [z.strictObject(clearkey), http]).optional(),
});

/** The text of `DRM_VENDORS`. What the product would refuse at its start is refused here, by the path of its field. */
export const drmVendorsText = z.string().superRefine((json, context) => {
  const { error } = drmVendors.safeParse(fromJson(json), { error: inPlainWords });
  for (const { path, message } of error?.issues ?? [])
    context.addIssue({ code: 'custom', path, message: path.length > 0 ? message : `as JSON ${message}` });
});

/** Null where the text is no JSON, which no schema of an object takes; an error of JSON.parse would quote the text. */
function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function isVendorUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, hash } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hash === '';
}
