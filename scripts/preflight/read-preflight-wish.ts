import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type KeySystem, keySystems } from '@/lib/domain/key-system';

export interface PreflightWish {
  /** One event; absent: all that are published and not over. */
  readonly slug: string | undefined;
  readonly isRehearsal: boolean;
  /** Challenges of real devices, by key system. */
  readonly recorded: Readonly<Partial<Record<KeySystem, Uint8Array<ArrayBuffer>>>>;
}

/** Whose environment is looked at: this process's, the demo's that runs in this clone, or of a plan deployed to AWS. */
export type PreflightPlace =
  | { readonly kind: 'here' }
  | { readonly kind: 'demo' }
  | { readonly kind: 'installation'; readonly name: string };

export const preflightUsage = `npm run preflight
  --event <slug>          one event; else all that are published and not over
  --installation <name>   a plan of infra/config that is deployed to AWS, instead of this environment
  --demo                  the demo that runs in this clone (npm run demo, npm run start:aws)
  --rehearsal             Stripe's test keys are fine on a public site
  --challenges <folder>   challenges of real devices on the test day: widevine.bin, playready.bin, fairplay.bin`;

export type ReadPreflightWish =
  | { readonly ok: true; readonly wish: PreflightWish; readonly place: PreflightPlace }
  | { readonly ok: false; readonly message: string };

/** Reads the command line and the recorded challenges. Never throws. */
export async function readPreflightWish(args: readonly string[]): Promise<ReadPreflightWish> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        event: { type: 'string' },
        rehearsal: { type: 'boolean' },
        demo: { type: 'boolean' },
        installation: { type: 'string' },
        challenges: { type: 'string' },
      },
    });
    const { event, rehearsal, challenges } = values;
    const place = placeOf(values);
    const recorded = challenges === undefined ? {} : await readChallenges(challenges);
    return { ok: true, wish: { slug: event, isRehearsal: rehearsal === true, recorded }, place };
  } catch (error) {
    return {
      ok: false,
      message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'bad flags',
    };
  }
}

function placeOf(values: { demo?: boolean; installation?: string }): PreflightPlace {
  const { demo, installation } = values;
  if (installation === undefined) return { kind: demo === true ? 'demo' : 'here' };
  if (demo === true) throw new Error('--demo and --installation: one of the two');
  return { kind: 'installation', name: installation };
}

async function readChallenges(folder: string): Promise<PreflightWish['recorded']> {
  const found: Partial<Record<KeySystem, Uint8Array<ArrayBuffer>>> = {};
  for (const name of keySystems) {
    const bytes = await readFile(`${folder}/${name}.bin`).catch(() => undefined);
    if (bytes !== undefined) found[name] = new Uint8Array(bytes);
  }
  if (Object.keys(found).length > 0) return found;
  throw new Error(`--challenges: no ${keySystems.map((name) => `${name}.bin`).join(', ')} in ${folder}`);
}
