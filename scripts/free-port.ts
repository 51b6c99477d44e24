import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const searchWidth = 100;

/**
 * A loopback TCP port nobody listens on right now: `preferred` or the next free one after it. Without `preferred` one that the system
 * hands out to nobody (Linux begins at 32768, others later): a server that asks it for a port cannot take this one before it is bound.
 */
export async function freePort(preferred = randomInt(20_000, 30_000)): Promise<number> {
  for (let port = preferred; port < preferred + searchWidth; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${preferred} and ${preferred + searchWidth - 1}.`);
}

/** Looks at both loopback families: a browser may try `localhost` as ::1 first. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    try {
      await bindOnce(port, host);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
      if (host === '127.0.0.1') throw error;
    }
  }
  return true;
}

function bindOnce(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      probe.close(() => resolve());
    });
  });
}
