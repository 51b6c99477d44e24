import { emeKeySystems, type KeySystem } from '@/lib/domain/key-system';

export interface Protection {
  readonly keySystem: KeySystem;
  /** Decrypts and decodes in hardware, which is what allows the best pictures. */
  readonly isHardware: boolean;
}

/** Firefox may never answer about a module that it cannot fetch. */
const TIMEOUT_MILLISECONDS = 3000;

/** Names of robustness levels, best first. */
const levels: Readonly<Record<KeySystem, { hardware: readonly string[]; software: readonly string[] }>> = {
  widevine: { hardware: ['HW_SECURE_ALL', 'HW_SECURE_DECODE'], software: ['SW_SECURE_CRYPTO', ''] },
  playready: { hardware: ['3000'], software: ['2000', ''] },
  // Apple has no levels: the module is part of the system.
  fairplay: { hardware: [''], software: [] },
  clearkey: { hardware: [], software: [''] },
};

/**
 * The first of the allowed key systems that the browser has, and how well it protects; undefined when it has none or
 * does not answer within 3 s for each. Never throws.
 */
export async function findProtection(allowed: readonly KeySystem[]): Promise<Protection | undefined> {
  for (const keySystem of allowed) {
    const found = await Promise.race([ask(keySystem), after(TIMEOUT_MILLISECONDS)]);
    if (found !== undefined) return { keySystem, isHardware: found === 'hardware' };
  }
  return undefined;
}

async function ask(keySystem: KeySystem): Promise<'hardware' | 'software' | undefined> {
  for (const kind of ['hardware', 'software'] as const) {
    for (const robustness of levels[keySystem][kind]) {
      for (const emeName of emeKeySystems[keySystem]) {
        if (await isGranted(emeName, robustness)) return kind;
      }
    }
  }
  return undefined;
}

async function isGranted(emeName: string, robustness: string): Promise<boolean> {
  const isFairPlay = emeName.startsWith('com.apple');
  try {
    await navigator.requestMediaKeySystemAccess(emeName, [
      {
        initDataTypes: isFairPlay ? ['skd', 'sinf'] : ['cenc'],
        videoCapabilities: [{ contentType: 'video/mp4; codecs="avc1.4d401f"', robustness }],
      },
    ]);
    return true;
  } catch {
    // Not there, or not this strong; a browser without EME has no such function at all.
    return false;
  }
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
