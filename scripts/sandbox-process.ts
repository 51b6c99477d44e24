import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { startProcess } from './managed-process';
import { dataRoot, repoRoot } from './repo-root';

const readyLine = z.object({
  ready: z.literal(true),
  stripe: z.url(),
  oidc: z.url(),
  drm: z.url(),
  origin: z.url(),
  /** The same live streams on a second address, with faults of its own. */
  backupOrigin: z.url(),
  secrets: z.url(),
  /** The mailbox page; `smtp` is where mails are handed in. */
  mail: z.url(),
  smtp: z.url(),
});

/** Base URLs of the running twins, without trailing slashes. */
export type SandboxUrls = Omit<z.infer<typeof readyLine>, 'ready'>;

/** What the twins and the portal must agree on. */
export interface SandboxKeys {
  STRIPE_SECRET_KEY: string;
  STRIPE_PUBLISHABLE_KEY: string;
  STRIPE_WEBHOOK_SECRET: string;
  OIDC_CLIENT_ID: string;
  OIDC_CLIENT_SECRET: string;
  DRM_CLEARKEY_SECRET: string;
  CONTENT_KEY_SECRET: string;
  DRM_AXINOM_KEY: string;
  DRM_CASTLABS_SECRET: string;
  DRM_DOVERUNNER_SITE_KEY: string;
  DRM_DOVERUNNER_ACCESS_KEY: string;
  DRM_WIDEVINE_KEY: string;
  DRM_WIDEVINE_IV: string;
  DRM_HTTP_SECRET: string;
}

export interface Sandbox {
  urls: SandboxUrls;
  ended: Promise<number>;
  tail(): string;
  stop(): Promise<void>;
}

const startSeconds = 60;

/** Keys nobody has used before, in the vendors' shapes. */
export function inventSandboxKeys(): SandboxKeys {
  const random = () => randomBytes(32).toString('hex');
  return {
    STRIPE_SECRET_KEY: `sk_test_${random()}`,
    STRIPE_PUBLISHABLE_KEY: `pk_test_${random()}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${random()}`,
    OIDC_CLIENT_ID: 'stagedoor',
    OIDC_CLIENT_SECRET: random(),
    DRM_CLEARKEY_SECRET: random(),
    CONTENT_KEY_SECRET: random(),
    DRM_AXINOM_KEY: randomBytes(32).toString('base64'),
    DRM_CASTLABS_SECRET: random(),
    DRM_DOVERUNNER_SITE_KEY: random().slice(32),
    DRM_DOVERUNNER_ACCESS_KEY: random(),
    DRM_WIDEVINE_KEY: random(),
    DRM_WIDEVINE_IV: random().slice(32),
    DRM_HTTP_SECRET: random(),
  };
}

/**
 * Starts all twins as one process and resolves when every one of them listens. `env` carries the keys and, where
 * wanted, `*_TWIN_PORT`, `STRIPE_WEBHOOK_URL` and `OIDC_REDIRECT_URIS`. Rejects with what the process printed.
 */
export async function startSandbox(name: string, env: Record<string, string>): Promise<Sandbox> {
  let announce: (urls: SandboxUrls) => void = () => undefined;
  const announced = new Promise<SandboxUrls>((resolve) => (announce = resolve));
  const child = startProcess({
    name: 'sandbox',
    command: process.execPath,
    args: ['--import', 'tsx', `${repoRoot}/sandbox/start.ts`],
    env,
    logFile: `${dataRoot}/logs/sandbox-${name}.log`,
    onLine: (line) => {
      const urls = parseReadyLine(line);
      if (urls) announce(urls);
    },
  });
  let deadline: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    deadline = setTimeout(() => resolve(undefined), startSeconds * 1000);
  });
  const urls = await Promise.race([announced, child.ended.then(() => undefined), tooLate]);
  clearTimeout(deadline);
  if (urls) return { urls, ended: child.ended, tail: child.tail, stop: child.stop };
  await child.stop();
  throw new Error(`The sandbox did not start:\n${child.tail()}`);
}

/** The twins' addresses when the line is the announcement that all of them listen. */
export function parseReadyLine(line: string): SandboxUrls | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { ready: _ready, ...urls } = readyLine.parse(JSON.parse(line));
    return urls;
  } catch {
    // Any other line that happens to start with a brace.
    return undefined;
  }
}
