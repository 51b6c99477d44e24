import { createTransport } from 'nodemailer';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';

const TIMEOUT_MS = 10_000;
/** Connections at once, and so mails under way at once. */
export const MAIL_LANES = 5;

export type MailTransport = Awaited<ReturnType<typeof openTransport>>;

/**
 * A pool of connections to the SMTP server of `SMTP_URL`, opened by the first mail. Close it after use: an idle
 * connection would outlive a function that is frozen between two ticks. Throws when the password is not set.
 */
export async function openTransport() {
  const { SMTP_URL } = env();
  const { username, password } = new URL(SMTP_URL);
  const isSecret = username !== '' && password === '';
  return createTransport(
    smtpOptions(SMTP_URL, isSecret ? (await secrets.readSecret('SMTP_PASSWORD'))[0] : ''),
  );
}

/**
 * What nodemailer is told. A password is never sent unencrypted: with a user, a server without TLS is a failure.
 * `password` counts where the address has none.
 */
export function smtpOptions(smtpUrl: string, password: string) {
  const url = new URL(smtpUrl);
  const isTls = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    secure: isTls,
    requireTLS: user !== '',
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) || password } }),
    maxConnections: MAIL_LANES,
    // The outbox alone decides about another try.
    maxRequeues: 0,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    // Content comes from memory only: no text may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}
