import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { Fault, Faults } from './faults';
import type { Mailbox } from './mailbox';

/** What most providers take: 10 MB. */
const largestMail = 10 * 1024 * 1024;
const host = '127.0.0.1';

interface Door {
  port?: number;
  mailbox: Mailbox;
  faults: Faults;
}

interface Session {
  id: string;
  remotePort: number;
}

/** Code and words of a refusal, as smtp-server takes them. */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/**
 * Opens an SMTP server on loopback (port 0 or absent: a free one); `url` has no trailing slash. Takes mail from
 * anybody to anybody, with or without a sign-in. `close` cuts open connections. Rejects if the port is taken.
 */
export async function openSmtpDoor(door: Door): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Map<number, Socket>();
  const drop = (session: Session): void => void sockets.get(session.remotePort)?.resetAndDestroy();
  const server = new SMTPServer({
    name: 'mail.sandbox',
    banner: 'Stagedoor sandbox: nothing leaves this machine',
    size: largestMail,
    authOptional: true,
    // Without TLS, and credentials are taken all the same: nothing here is worth a secret.
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    ...mailHandlers(door, drop),
  });
  server.on('error', (error: Error) => {
    if (!/ECONNRESET|EPIPE/.test(String(error))) console.error('mail twin:', error.message);
  });
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  const port = await listen(server, door.port ?? 0);
  return {
    url: `smtp://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

function mailHandlers({ mailbox, faults }: Door, drop: (session: Session) => void) {
  /** What is to happen to a session's mail once its text is in. */
  const pending = new Map<string, Fault>();
  return {
    onRcptTo: (
      { address }: { address: string },
      session: Session,
      callback: (error?: Error | null) => void,
    ): void => {
      const fault = faults.take(address);
      pending.delete(session.id);
      if (fault?.kind === 'reject_rcpt') return callback(refusal(550, `5.1.1 <${address}>: no such mailbox`));
      if (fault?.kind === 'temporary_failure') return callback(refusal(451, '4.3.0 Try again later'));
      if (fault?.kind === 'drop_connection') return drop(session);
      if (fault !== undefined) pending.set(session.id, fault);
      callback();
    },
    onData: (
      stream: NodeJS.ReadableStream & { sizeExceeded: boolean },
      session: Session & {
        envelope: { mailFrom: false | { address: string }; rcptTo: { address: string }[] };
      },
      callback: (error?: Error | null, message?: string) => void,
    ): void => {
      const take = async (): Promise<void> => {
        const raw = await buffer(stream);
        if (stream.sizeExceeded) return callback(refusal(552, '5.3.4 Message too big'));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        await mailbox.add(raw, { from, to: rcptTo.map(({ address }) => address) });
        const fault = pending.get(session.id);
        pending.delete(session.id);
        if (fault?.kind === 'accept_then_drop') return drop(session);
        if (fault?.kind === 'slow') await delay(fault.ms);
        callback(null, '2.0.0 Taken into the sandbox mailbox');
      };
      take().catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
    },
  };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      const address = server.server.address();
      if (address === null || typeof address === 'string')
        reject(new Error('The server has no TCP address.'));
      else resolve(address.port);
    });
  });
}
