import { clearKeyAccount } from '../clearkey-license';
import { axinomAccount, type AxinomOptions } from './axinom';
import { castlabsAccount, type CastlabsOptions } from './castlabs';
import { doverunnerAccount, type DoverunnerOptions } from './doverunner';
import { genericAccount, type GenericOptions } from './generic';
import type { VendorAccount } from './vendor-account';
import { widevineCloudAccount, type WidevineCloudOptions } from './widevine-cloud';

/** The customer's accounts; one that is left out does not exist. */
export interface DrmAccounts {
  axinom?: AxinomOptions;
  castlabs?: CastlabsOptions;
  doverunner?: DoverunnerOptions;
  widevineCloud?: WidevineCloudOptions;
  generic?: GenericOptions;
}

/** What names the customer at the vendors; none of it is secret. */
export const sandboxNames = {
  axinomKeyId: 'aa0151d7-081c-4699-a049-fc584556c9d2',
  castlabsMerchant: 'stagedoor',
  castlabsKeyId: '00000000-1111-2222-3333-444444444444',
  doverunnerSiteId: 'STGD',
  widevineProvider: 'stagedoor',
} as const;

/** The secrets as they stand in the environment; the sandbox's own values, good for nothing elsewhere. */
export const sandboxSecrets = {
  DRM_AXINOM_KEY: 'c2FuZGJveC1heGlub20ta2V5LTMyLWJ5dGVzLWxvbmc=',
  DRM_CASTLABS_SECRET: '73616e64626f782d636173746c6162732d7365637265742d33322d6279746573',
  DRM_DOVERUNNER_SITE_KEY: 'sandbox-doverunner-site-key-32by',
  DRM_DOVERUNNER_ACCESS_KEY: 'sandbox-doverunner-access-key-32',
  DRM_WIDEVINE_KEY: '73616e64626f782d7769646576696e652d6b65792d33322d6279746573212121',
  DRM_WIDEVINE_IV: '73616e64626f782d69762d3136627974',
  DRM_HTTP_SECRET: 'sandbox-drm-http-secret-32-bytes-long',
} as const;

/** The accounts that `sandboxNames` and `sandboxSecrets` make. */
export const sandboxAccounts: DrmAccounts = accountsOf(sandboxSecrets);

export type AccountSecrets = { readonly [Name in keyof typeof sandboxSecrets]?: string | undefined };

/**
 * The accounts whose secrets are given, each a comma-separated list of values that are good at once. A value of
 * `DRM_AXINOM_KEY` or `DRM_CASTLABS_SECRET` may have its own key id before a colon.
 */
export function accountsOf(secrets: AccountSecrets): DrmAccounts {
  const axinom = valuesOf(secrets.DRM_AXINOM_KEY);
  const castlabs = valuesOf(secrets.DRM_CASTLABS_SECRET);
  const siteKeys = valuesOf(secrets.DRM_DOVERUNNER_SITE_KEY);
  const accessKeys = valuesOf(secrets.DRM_DOVERUNNER_ACCESS_KEY);
  const keys = valuesOf(secrets.DRM_WIDEVINE_KEY);
  const ivs = valuesOf(secrets.DRM_WIDEVINE_IV);
  const http = valuesOf(secrets.DRM_HTTP_SECRET);
  return {
    ...(axinom.length > 0 && {
      axinom: { keys: axinom.map((value) => keyed(value, sandboxNames.axinomKeyId, 'base64')) },
    }),
    ...(castlabs.length > 0 && {
      castlabs: {
        merchant: sandboxNames.castlabsMerchant,
        keys: castlabs.map((value) => keyed(value, sandboxNames.castlabsKeyId, 'hex')),
      },
    }),
    ...(siteKeys.length > 0 &&
      accessKeys.length > 0 && {
        doverunner: {
          siteId: sandboxNames.doverunnerSiteId,
          siteKeys: siteKeys.map((value) => bytes(value, 'utf8')),
          accessKeys: accessKeys.map((value) => bytes(value, 'utf8')),
        },
      }),
    ...(keys.length > 0 &&
      ivs.length > 0 && {
        widevineCloud: {
          provider: sandboxNames.widevineProvider,
          keys: keys.map((value) => bytes(value, 'hex')),
          ivs: ivs.map((value) => bytes(value, 'hex')),
        },
      }),
    ...(http.length > 0 && { generic: { secrets: http.map((value) => bytes(value, 'utf8')) } }),
  };
}

/** The vendors' APIs for these accounts, ClearKey's always among them. */
export function openAccounts(
  { axinom, castlabs, doverunner, widevineCloud, generic }: DrmAccounts,
  secrets: { contentKeySecret: string; vendorSecrets: readonly string[] },
): VendorAccount[] {
  const { contentKeySecret } = secrets;
  return [
    clearKeyAccount(secrets.vendorSecrets),
    axinom && axinomAccount(axinom),
    castlabs && castlabsAccount(castlabs, contentKeySecret),
    doverunner && doverunnerAccount(doverunner, contentKeySecret),
    widevineCloud && widevineCloudAccount(widevineCloud, contentKeySecret),
    generic && genericAccount(generic, contentKeySecret),
  ].filter((account) => account !== undefined);
}

function valuesOf(text = ''): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function keyed(value: string, id: string, encoding: 'base64' | 'hex'): { id: string; secret: Uint8Array } {
  const at = value.indexOf(':');
  return at < 1
    ? { id, secret: bytes(value, encoding) }
    : { id: value.slice(0, at), secret: bytes(value.slice(at + 1), encoding) };
}

function bytes(value: string, encoding: 'base64' | 'hex' | 'utf8'): Uint8Array {
  return new Uint8Array(Buffer.from(value, encoding));
}
