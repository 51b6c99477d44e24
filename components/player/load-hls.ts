import type Hls from 'hls.js';

/** The second engine's script, fetched with the first call. Rejects where it cannot be fetched, and on the server. */
export async function loadHls(): Promise<typeof Hls> {
  // In these words: the bundler knows them, and leaves half a megabyte out of the server that nobody plays on.
  if (typeof window !== 'undefined') return (await import('hls.js')).default;
  throw new Error('hls.js is for browsers.');
}
