import { type CheckLine, go, noGo } from './check-line';
import { isLoopback, isPublicSite } from './public-site';

export interface Modes {
  readonly appUrl: string;
  readonly stripeSecretKey: string;
  readonly stripePublishableKey: string;
  /** Every secret that is in use, by its name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Addresses of the outside world, by the setting they stand in. */
  readonly addresses: Readonly<Record<string, string>>;
  /** A rehearsal on a public site may use Stripe's test keys. */
  readonly isRehearsal: boolean;
}

/** Live or test, and whether all agree; on a public site nothing of the sandbox. */
export function checkModes(modes: Modes): readonly CheckLine[] {
  return [stripeLine(modes), sandboxLine(modes), transportLine(modes)];
}

function stripeLine({ appUrl, stripeSecretKey, stripePublishableKey, isRehearsal }: Modes): CheckLine {
  const what = 'Stripe’s keys are of one mode, the right one';
  const [secret, publishable] = [modeOf(stripeSecretKey), modeOf(stripePublishableKey)];
  const fix = 'Take secret key, publishable key and webhook secret from one mode of one Stripe account.';
  if (secret === 'unknown' || publishable === 'unknown')
    return noGo(what, 'a key is neither live nor test', fix);
  if (secret !== publishable)
    return noGo(what, `the secret key is ${secret}, the publishable ${publishable}`, fix);
  if (secret === 'live' && !isPublicSite(appUrl))
    return noGo(what, 'live keys on this machine alone', 'Use test keys here: live ones move money.');
  if (secret === 'test' && isPublicSite(appUrl) && !isRehearsal)
    return noGo(what, 'test keys on a public site: nobody pays', `${fix} For a rehearsal: --rehearsal.`);
  return go(what, `both ${secret}`);
}

function sandboxLine({ appUrl, secrets, addresses }: Modes): CheckLine {
  const what = 'nothing of the sandbox on a public site';
  if (!isPublicSite(appUrl)) return go(what, 'this site is for this machine alone');
  const found = [
    ...Object.keys(secrets).filter((name) => isOfSandbox(secrets[name] ?? '')),
    ...Object.keys(addresses).filter((name) => isLoopback(addresses[name] ?? '')),
  ];
  if (found.length === 0) return go(what, 'no value of .env.example, no address of this machine');
  return noGo(
    what,
    `${found.join(', ')}`,
    'Give these their real values; new secrets: openssl rand -base64 48.',
  );
}

function transportLine({ appUrl }: Modes): CheckLine {
  const what = 'the portal is reached by https';
  if (appUrl.startsWith('https://')) return go(what, 'APP_URL is https');
  if (!isPublicSite(appUrl)) return go(what, 'not needed on this machine alone');
  return noGo(
    what,
    'APP_URL is http',
    'Without https no browser plays protected video. Set APP_URL to https://…',
  );
}

function modeOf(key: string): 'live' | 'test' | 'unknown' {
  const [, mode] = /^(?:sk|rk|pk)_(live|test)_/.exec(key) ?? [];
  return mode === 'live' || mode === 'test' ? mode : 'unknown';
}

/** As .env.example has them, also inside base64 and hexadecimal. */
function isOfSandbox(value: string): boolean {
  const readings = (['utf8', 'base64', 'hex'] as const).map((form) =>
    Buffer.from(value, form).toString('utf8'),
  );
  return readings.some((text) => text.includes('sandbox'));
}
