/** Secrets of DRM vendors, as `DRM_VENDORS` names them; their values are read like every other secret. */
export const drmSecretNames = [
  /** Base64 of the 32-byte communication key. */
  'DRM_AXINOM_KEY',
  /** Hexadecimal shared secret of DRMtoday. */
  'DRM_CASTLABS_SECRET',
  /** 32 characters: an AES-256 key as it is. */
  'DRM_DOVERUNNER_SITE_KEY',
  'DRM_DOVERUNNER_ACCESS_KEY',
  /** Hexadecimal, 32 and 16 bytes. */
  'DRM_WIDEVINE_KEY',
  'DRM_WIDEVINE_IV',
  /** HS256 secret or RS256 private key (PEM) of the configurable vendor. */
  'DRM_HTTP_SECRET',
  'DRM_CLEARKEY_SECRET',
] as const;

export type DrmSecretName = (typeof drmSecretNames)[number];

/** The values to sign with, already read; only those that a vendor's entry names. */
export type DrmSecretValues = Readonly<Partial<Record<DrmSecretName, string>>>;
