import { z } from 'zod';
import { asksForToken, httpEntry } from '@/lib/config/drm-http-entry';
import { type DrmSecretName, drmSecretNames } from '@/lib/config/drm-secret-names';
import { drmUrl } from '@/lib/config/drm-url';

const secretName = z.enum(drmSecretNames);
const keyInSecret = z.literal('in-secret');

const axinom = {
  vendor: z.literal('axinom'),
  url: drmUrl,
  /** The id of the communication key; `in-secret`: it stands before the first colon of the secret's value. */
  comKeyId: z.union([z.guid(), keyInSecret]),
  secret: secretName.default('DRM_AXINOM_KEY'),
};

const castlabs = {
  vendor: z.literal('castlabs'),
  url: drmUrl,
  merchant: z.string().min(1),
  /** The id of the shared secret, or `in-secret` as above. */
  keyId: z.string().min(1),
  /** A rights template of the merchant for security level `hardware`: only templates can say it. */
  hardwareTemplate: z.string().min(1).optional(),
  secret: secretName.default('DRM_CASTLABS_SECRET'),
};

const doverunner = {
  vendor: z.literal('doverunner'),
  url: drmUrl,
  siteId: z.string().min(1),
  siteKeySecret: secretName.default('DRM_DOVERUNNER_SITE_KEY'),
  accessKeySecret: secretName.default('DRM_DOVERUNNER_ACCESS_KEY'),
};

const widevineCloud = {
  vendor: z.literal('widevine-cloud'),
  url: drmUrl,
  provider: z.string().min(1),
  keySecret: secretName.default('DRM_WIDEVINE_KEY'),
  ivSecret: secretName.default('DRM_WIDEVINE_IV'),
};

const clearkey = {
  vendor: z.literal('clearkey'),
  url: drmUrl,
  secret: secretName.default('DRM_CLEARKEY_SECRET'),
};

/** False: the vendor has no Widevine service certificate to ask for with `08 04`. */
const ofWidevine = { certificate: z.boolean().default(true) };
/** Where the FairPlay application certificate (DER) is fetched from. */
const ofFairPlay = { certificateUrl: drmUrl.optional() };

/** One vendor for each key system that is offered; secrets are named, never held. */
export const drmVendorsSchema = z
  .strictObject({
    widevine: z
      .discriminatedUnion('vendor', [
        z.strictObject({ ...axinom, ...ofWidevine }),
        z.strictObject({ ...castlabs, ...ofWidevine }),
        z.strictObject({ ...doverunner, ...ofWidevine }),
        z.strictObject({ ...widevineCloud, ...ofWidevine }),
        httpEntry(ofWidevine),
      ])
      .optional(),
    playready: z
      .discriminatedUnion('vendor', [
        z.strictObject(axinom),
        z.strictObject(castlabs),
        z.strictObject(doverunner),
        httpEntry({}),
      ])
      .optional(),
    fairplay: z
      .discriminatedUnion('vendor', [
        z.strictObject({ ...axinom, ...ofFairPlay }),
        z.strictObject({ ...castlabs, ...ofFairPlay }),
        z.strictObject({ ...doverunner, ...ofFairPlay }),
        httpEntry(ofFairPlay),
      ])
      .optional(),
    clearkey: z.discriminatedUnion('vendor', [z.strictObject(clearkey), httpEntry({})]).optional(),
  })
  .superRefine((vendors, context) => {
    for (const [keySystem, entry] of Object.entries(vendors)) {
      if (entry?.vendor !== 'http' || entry.jwt !== undefined || !asksForToken(entry)) continue;
      context.addIssue({ code: 'custom', message: 'is needed for {token}', path: [keySystem, 'jwt'] });
    }
  });

/** `DRM_VENDORS` as a zod field of the environment: JSON text in, `DrmVendors` out. */
export const drmVendorsSetting = z
  .string()
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(drmVendorsSchema);

export type DrmVendors = z.infer<typeof drmVendorsSchema>;
export type DrmVendorEntry = NonNullable<DrmVendors[keyof DrmVendors]>;
export type AxinomEntry = z.infer<z.ZodObject<typeof axinom>>;
export type CastlabsEntry = z.infer<z.ZodObject<typeof castlabs>>;
export type DoverunnerEntry = z.infer<z.ZodObject<typeof doverunner>>;
export type WidevineCloudEntry = z.infer<z.ZodObject<typeof widevineCloud>>;
export type ClearKeyEntry = z.infer<z.ZodObject<typeof clearkey>>;

/** Reads `DRM_VENDORS`. Throws naming the path of each setting that is wrong, never a value. */
export function parseDrmVendors(text: string): DrmVendors {
  const result = drmVendorsSetting.safeParse(text);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`DRM_VENDORS is not usable:\n  ${problems.join('\n  ')}`);
}

/** The secrets that an entry signs with. */
export function secretNamesOf(entry: DrmVendorEntry): readonly DrmSecretName[] {
  switch (entry.vendor) {
    case 'axinom':
    case 'castlabs':
    case 'clearkey':
      return [entry.secret];
    case 'doverunner':
      return [entry.siteKeySecret, entry.accessKeySecret];
    case 'widevine-cloud':
      return [entry.keySecret, entry.ivSecret];
    case 'http':
      return entry.jwt === undefined ? [] : [entry.jwt.secret];
  }
}
