import { createServer } from 'node:net';

const searchWidth = 100;

/**
 * A loopback TCP port nobody listens on right now: `preferred` or the next free one after it; without
 * `preferred` whichever the system hands out. The port is not reserved: bind it soon.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred === undefined) return bindOnce(0, '127.0.0.1');
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

function bindOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string')
          reject(new Error('The probe has no TCP address.'));
        else resolve(address.port);
      });
    });
  });
}
