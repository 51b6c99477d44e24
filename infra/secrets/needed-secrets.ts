import type { Installation } from '../config/installation';
import { givenSecrets } from './secret-names';

/** Names of secrets that this plan cannot do without and that nobody but an operator can put in. */
export function neededSecrets({ portal, video }: Installation): readonly string[] {
  const { SMTP_URL, DRM_VENDORS = '' } = portal.settings;
  const vendors = [...DRM_VENDORS.matchAll(/"vendor"\s*:\s*"([a-z]+)/g)].map(([, vendor = '']) => vendor);
  return givenSecrets.filter((name) => {
    if (name === 'SMTP_PASSWORD') return SMTP_URL.includes('@');
    if (name === 'MEDIA_SIGNING_PRIVATE_KEY') return video !== undefined;
    if (!name.startsWith('DRM_')) return true;
    return vendors.some((vendor) => name.startsWith(`DRM_${vendor.toUpperCase()}_`));
  });
}
