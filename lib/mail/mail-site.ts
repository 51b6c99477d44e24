import { env } from '@/lib/config/env';
import { readSender } from '@/lib/mail/sender';

/** Who sends: the name and domain of `MAIL_FROM`, and the portal's own address. */
export interface MailSite {
  readonly name: string;
  readonly domain: string;
  readonly url: string;
}

export function mailSite(): MailSite {
  const { name, domain } = readSender(env().MAIL_FROM);
  return { name, domain, url: env().APP_URL };
}
