import { keySystems } from '@/lib/domain/key-system';
import { configuredVendor } from '@/lib/drm/configured-vendor';

/** For the start of the server: throws naming the secret of a configured vendor that is not of the form it must have. */
export async function checkVendors(): Promise<void> {
  for (const keySystem of keySystems) await configuredVendor(keySystem);
}
