import { secretNamesOf } from '@/lib/config/drm-vendors';
import { env } from '@/lib/config/env';
import { type SecretName, secrets } from '@/lib/config/secrets';
import { checkMediaSigningKey } from '@/lib/config/media-signing-key';
import { log } from '@/lib/log';

const required: readonly SecretName[] = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'NEXTAUTH_SECRET',
  'PLAYBACK_TOKEN_SECRET',
  'OIDC_CLIENT_SECRET',
  'JOBS_SECRET',
];
const MIN_SIGNING_BYTES = 32;

/**
 * Reads everything that the server will need, once, at its start. Throws naming each setting that is missing or
 * too weak, never a value. next-auth reads its own address from `NEXTAUTH_URL` only: here it becomes `APP_URL`.
 */
export async function checkSettings(): Promise<{ jobsIntervalSeconds: number | undefined }> {
  const { APP_URL, DRM_VENDORS, JOBS_INTERVAL_SECONDS, SMTP_URL, TRUSTED_ADDRESS_HEADER } = env();
  process.env.NEXTAUTH_URL ??= APP_URL;
  if (process.env.NEXTAUTH_URL !== APP_URL) throw new Error('NEXTAUTH_URL and APP_URL differ');
  for (const name of required) await secrets.readSecret(name);
  for (const vendor of Object.values(DRM_VENDORS)) {
    for (const name of vendor === undefined ? [] : secretNamesOf(vendor)) await secrets.readSecret(name);
  }
  const { username, password } = new URL(SMTP_URL);
  if (username !== '' && password === '') await secrets.readSecret('SMTP_PASSWORD');
  await checkMediaSigningKey();
  for (const name of ['NEXTAUTH_SECRET', 'PLAYBACK_TOKEN_SECRET'] as const) {
    const [current] = await secrets.readSecret(name);
    if (Buffer.byteLength(current) < MIN_SIGNING_BYTES) {
      throw new Error(`${name} is shorter than ${MIN_SIGNING_BYTES} bytes`);
    }
  }
  if (TRUSTED_ADDRESS_HEADER === undefined) log.warn('settings.no_trusted_address_header');
  return { jobsIntervalSeconds: JOBS_INTERVAL_SECONDS };
}
