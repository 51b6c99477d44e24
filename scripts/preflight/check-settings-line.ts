import { checkSettings } from '@/lib/config/check-settings';
import { parseEnv } from '@/lib/config/env';
import { checkVendors } from '@/lib/playback/check-vendors';
import { type CheckLine, go, noGo } from './check-line';

const what = 'settings and secrets are there and can be used';

/** The very checks that the server makes at its start, on this environment. */
export async function checkSettingsLine(
  source: Readonly<Record<string, string | undefined>>,
): Promise<CheckLine> {
  try {
    parseEnv(source);
    await checkSettings();
    await checkVendors();
    return go(what, 'as the server wants them at its start');
  } catch (error) {
    const found =
      error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, '; ') : 'they cannot be read';
    return noGo(what, found, 'Set what is named; .env.example and docs/vendors.md say how.');
  }
}
