import type { MediaKey } from './media-key';
import type { SandboxKeys } from './sandbox-process';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser's connection string of the test server; clone `templateDatabase` on it. */
    databaseUrl: string;
    /** Name of a migrated, empty database that nobody is connected to. */
    templateDatabase: string;
    stripeUrl: string;
    drmUrl: string;
    originUrl: string;
    backupOriginUrl: string;
    secretsUrl: string;
    /** Of the mailbox page; `smtpUrl` is where mails are handed in. */
    mailUrl: string;
    smtpUrl: string;
    oidcUrl: string;
    sandboxKeys: SandboxKeys;
    mediaKey: MediaKey;
  }
}
