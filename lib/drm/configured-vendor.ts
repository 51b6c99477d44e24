import type { DrmSecretName, DrmSecretValues } from '@/lib/config/drm-secret-names';
import { type DrmVendorEntry, secretNamesOf } from '@/lib/config/drm-vendors';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import type { KeySystem } from '@/lib/domain/key-system';
import type { DrmVendor, LicenseAsk, VendorReply, VendorRequest, VendorVerdict } from '@/lib/drm/vendor';
import { describeError, log } from '@/lib/log';

/** A vendor with the account that this installation has there. */
export interface ConfiguredVendor {
  build(ask: LicenseAsk): VendorRequest;
  read(reply: VendorReply, ask: LicenseAsk): VendorVerdict;
}

const kept = new Map<KeySystem, { readonly values: string; readonly vendor: ConfiguredVendor }>();

/**
 * The vendor of a key system as `DRM_VENDORS` says, with the newest secrets; undefined where none is configured.
 * Throws naming the secret that is missing or of the wrong form.
 */
export async function configuredVendor(keySystem: KeySystem): Promise<ConfiguredVendor | undefined> {
  const entry = env().DRM_VENDORS[keySystem];
  if (entry === undefined) return undefined;
  const named = secretNamesOf(entry);
  const read = await Promise.all(named.map(async (name) => (await secrets.readSecret(name))[0]));
  const values = read.join('\n');
  const known = kept.get(keySystem);
  if (known?.values === values) return known.vendor;
  try {
    const vendor = await withAccount(entry, valuesByName(named, read));
    kept.set(keySystem, { values, vendor });
    return vendor;
  } catch (error) {
    // A rotation to a value of the wrong form must not stop the show that the old one still serves.
    if (known === undefined) throw error;
    log.error('drm.secret_unusable', { keySystem, cause: describeError(error) });
    return known.vendor;
  }
}

/** Loads the adapter of that vendor alone: a new process has others to wait for, such as a viewer. */
async function withAccount(entry: DrmVendorEntry, values: DrmSecretValues): Promise<ConfiguredVendor> {
  switch (entry.vendor) {
    case 'axinom': {
      const { axinomVendor, toAxinomAccount } = await import('@/lib/drm/vendors/axinom');
      return bind(axinomVendor, toAxinomAccount(entry, values));
    }
    case 'castlabs': {
      const { castlabsVendor, toCastlabsAccount } = await import('@/lib/drm/vendors/castlabs');
      return bind(castlabsVendor, toCastlabsAccount(entry, values));
    }
    case 'doverunner': {
      const { doverunnerVendor, toDoverunnerAccount } = await import('@/lib/drm/vendors/doverunner');
      return bind(doverunnerVendor, toDoverunnerAccount(entry, values));
    }
    case 'widevine-cloud': {
      const { toWidevineCloudAccount, widevineCloudVendor } =
        await import('@/lib/drm/vendors/widevine-cloud');
      return bind(widevineCloudVendor, toWidevineCloudAccount(entry, values));
    }
    case 'clearkey': {
      const { clearKeyVendor, toClearKeyAccount } = await import('@/lib/drm/vendors/clearkey');
      return bind(clearKeyVendor, toClearKeyAccount(entry, values));
    }
    case 'http': {
      const { httpVendor, toHttpAccount } = await import('@/lib/drm/vendors/http');
      return bind(httpVendor, toHttpAccount(entry, values));
    }
  }
}

function bind<Account>(vendor: DrmVendor<Account>, account: Account): ConfiguredVendor {
  return {
    build: (ask) => vendor.buildLicenseRequest(ask, account),
    read: (reply, ask) => vendor.readLicense(reply, ask),
  };
}

function valuesByName(names: readonly DrmSecretName[], values: readonly string[]): DrmSecretValues {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}
