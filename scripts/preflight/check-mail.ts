import { createTransport } from 'nodemailer';
import { smtpOptions } from '@/lib/mail/transport';
import { type CheckLine, go, noGo } from './check-line';

/** The mail server greets us and takes our sign-in, with the product's own options. Nothing is sent. */
export async function checkMail(smtpUrl: string, password: string): Promise<CheckLine> {
  const what = 'the mail server takes us';
  const transport = createTransport({ ...smtpOptions(smtpUrl, password), pool: false });
  try {
    await transport.verify();
    return go(what, 'EHLO, and sign-in where one is set');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    return noGo(
      what,
      `${new URL(smtpUrl).host}: ${code}`,
      'Check SMTP_URL and SMTP_PASSWORD, the port (587 or 465), and the way out of the network.',
    );
  } finally {
    transport.close();
  }
}
