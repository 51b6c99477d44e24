import { fstatSync } from 'node:fs';
import { startDrmTwin } from './drm/server';
import { startMailTwin } from './mail/server';
import { startOidcTwin } from './oidc/server';
import { startOriginTwin } from './origin/server';
import { readSandboxConfig, type SandboxConfig } from './sandbox-config';
import { startSecretsTwin } from './secrets/server';
import { startStripeTwin } from './stripe/server';

interface Twins {
  urls: Record<'stripe' | 'oidc' | 'drm' | 'origin' | 'backupOrigin' | 'secrets' | 'mail' | 'smtp', string>;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  const config = readSandboxConfig(process.env);
  const starting = startTwins(config);
  const stop = (): void => {
    void starting.then((twins) => twins.close()).finally(() => process.exit());
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('SIGHUP', stop);
  if (stdinIsHeldByAParent()) process.stdin.once('end', stop).once('error', stop).resume();
  const { urls } = await starting;
  process.stdout.write(`${JSON.stringify({ ready: true, ...urls })}\n`);
}

async function startTwins(config: SandboxConfig): Promise<Twins> {
  const [stripe, oidc, drm, origin, backupOrigin, secrets, mail] = await Promise.all([
    startStripeTwin(config.stripe),
    startOidcTwin(config.oidc),
    startDrmTwin(config.drm),
    startOriginTwin(config.origin),
    startOriginTwin(config.backupOrigin),
    startSecretsTwin(config.secrets),
    startMailTwin(config.mail),
  ]);
  const twins = [stripe, oidc, drm, origin, backupOrigin, secrets, mail];
  return {
    urls: {
      stripe: stripe.url,
      oidc: oidc.url,
      drm: drm.url,
      origin: origin.url,
      backupOrigin: backupOrigin.url,
      secrets: secrets.url,
      mail: mail.url,
      smtp: mail.smtpUrl,
    },
    close: async () => {
      await Promise.allSettled(twins.map((twin) => twin.close()));
    },
  };
}

/** A terminal or /dev/null says nothing about a parent; a pipe closes when the process that holds it is gone. */
function stdinIsHeldByAParent(): boolean {
  const stdin = fstatSync(0);
  return stdin.isFIFO() || stdin.isSocket();
}

main().catch((error: unknown) => {
  console.error(`The sandbox did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
