import { demoPromoCodes } from './demo-event';
import type { SandboxUrls } from './sandbox-process';

export interface Account {
  email: string;
  name: string;
  role: 'viewer' | 'staff';
}

export interface Banner {
  /** What was typed to start it. */
  command: string;
  appUrl: string;
  twins: SandboxUrls;
  /** Of the event on sale. */
  slug?: string | undefined;
  accounts: readonly Account[];
  /** What each phase took, in seconds, for those phases that had something to do. */
  seconds: { install?: number; build?: number; start: number };
}

/** docs.stripe.com/testing. Any future expiry date and any three digits go with them. */
const cards = [
  ['4242 4242 4242 4242', 'paid at once'],
  ['4000 0000 0000 0002', 'declined'],
  ['4000 0000 0000 9995', 'declined: insufficient funds'],
  ['4000 0025 0000 3155', '3-D Secure asks for a confirmation'],
] as const;

/** What a person needs to walk through the demo; its first address is the portal's. */
export function demoBanner({ command, appUrl, twins, slug, accounts, seconds }: Banner): string {
  return [
    '',
    `Stagedoor is running:  ${appUrl}`,
    '',
    ...table(places({ appUrl, twins, slug })),
    '',
    'Test accounts (choose one at sign-in)',
    ...table(accounts.map(({ email, name, role }) => [`${email}`, `${role}, ${name}`])),
    '',
    'Test cards (any future date, any CVC)',
    ...table(cards),
    '',
    `Konbini (day 3) and PayPay can be chosen too; a konbini voucher is paid at ${twins.stripe}/konbini`,
    '',
    'Promo codes',
    ...table(demoPromoCodes.map(({ code, says }) => [code, says])),
    '',
    'Sandbox twins',
    ...table([
      ['Stripe', twins.stripe],
      ['Sign-in (OIDC)', twins.oidc],
      ['DRM vendor', twins.drm],
      ['Media origins', `${twins.origin}, ${twins.backupOrigin}`],
      ['Secrets Manager', twins.secrets],
    ]),
    '',
    phases(seconds),
    `Logs are in .data/logs. Press Ctrl-C to stop everything. Each start is fresh (keep the data: ${command} -- --keep).`,
    '',
  ].join('\n');
}

function places({ appUrl, twins, slug }: Pick<Banner, 'appUrl' | 'twins' | 'slug'>): string[][] {
  const event = slug === undefined ? [] : [[`Event on sale`, `${appUrl}/events/${slug}`]];
  const watch = slug === undefined ? [] : [[`Watch page`, `${appUrl}/watch/${slug}`]];
  return [
    ...event,
    ['Test playback', `${appUrl}/test-playback`],
    ...watch,
    ['Admin (staff)', `${appUrl}/admin`],
    ['Mailbox', twins.mail],
    ['Go or no-go', 'npm run preflight -- --demo, in another terminal'],
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`);
}

function phases(seconds: Banner['seconds']): string {
  const shown = Object.entries(seconds).map(([name, value]) => `${name} ${value.toFixed(1)} s`);
  return `Took: ${shown.join(', ')}.`;
}
