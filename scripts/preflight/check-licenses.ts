import { z } from 'zod';
import { type KeySystem, keySystems } from '@/lib/domain/key-system';
import { parseKid } from '@/lib/domain/kid';
import { ask, type Asked } from './ask';
import { type CheckLine, go, noGo, notChecked } from './check-line';
import { madeUpChallenge } from './made-up-challenge';

export interface LicensePlace {
  readonly appUrl: string;
  /** The day of open access on which anyone may try. */
  readonly testDayId: string;
  readonly kids: readonly string[];
  /** Offered on the days that are sold. */
  readonly showKeySystems: readonly KeySystem[];
  /** Challenges that were recorded from real devices on the test day. */
  readonly recorded: Readonly<Partial<Record<KeySystem, Uint8Array<ArrayBuffer>>>>;
  /** Vendors on this machine are twins, which take made-up devices. */
  readonly twinKeySystems: readonly KeySystem[];
}

const opened = z.object({
  token: z.string(),
  keySystems: z.array(z.enum(keySystems)),
  certificates: z.array(z.enum(keySystems)),
});

/** A certificate where there is one, and a license of each key system, by the routes that every player takes. */
export async function checkLicenses(place: LicensePlace): Promise<readonly CheckLine[]> {
  const what = 'test playback opens a session';
  const { status, body } = await ask(`${place.appUrl}/api/playback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ eventDayId: place.testDayId }),
  });
  if (status !== 200) {
    const fix = 'docs/errors.md has the code; a test day must be published, open, and not over.';
    return [noGo(what, `${status} ${codeOf(body)}`, fix)];
  }
  const session = opened.parse(JSON.parse(body.toString('utf8')));
  const lines = await Promise.all(session.keySystems.map((name) => keySystemLines(place, session, name)));
  return [go(what, '200'), ...lines.flat(), ...untried(place, session.keySystems)];
}

type Session = z.infer<typeof opened>;

async function keySystemLines(
  place: LicensePlace,
  { token, certificates }: Session,
  keySystem: KeySystem,
): Promise<readonly CheckLine[]> {
  const certificate = certificates.includes(keySystem)
    ? await ask(`${place.appUrl}/api/certificate/${keySystem}`)
    : undefined;
  const isRecorded = place.recorded[keySystem] !== undefined;
  const license = await ask(`${place.appUrl}/api/license/${keySystem}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body:
      place.recorded[keySystem] ??
      madeUpChallenge(keySystem, {
        kids: place.kids.flatMap((kid) => parseKid(kid) ?? []),
        certificate: certificate?.body,
      }),
  });
  const mayRefuse = !isRecorded && !place.twinKeySystems.includes(keySystem);
  return [
    ...(certificate === undefined ? [] : [certificateLine(keySystem, certificate)]),
    licenseLine(keySystem, license, mayRefuse),
  ];
}

function certificateLine(keySystem: KeySystem, { status, body }: Asked): CheckLine {
  const what = `${keySystem}: certificate`;
  if (status === 200 && body.length > 0) return go(what, `${body.length} bytes`);
  return noGo(
    what,
    `${status} ${codeOf(body)}`,
    'Check the vendor’s entry in DRM_VENDORS (docs/vendors.md).',
  );
}

function licenseLine(keySystem: KeySystem, { status, body }: Asked, mayRefuse: boolean): CheckLine {
  const what = `${keySystem}: a license for the test day`;
  if (status === 200 && body.length > 0) return go(what, `${body.length} bytes`);
  const code = codeOf(body);
  if (code === 'drm_refused' && mayRefuse)
    return notChecked(
      what,
      'the vendor answers, and says no to a device that does not exist (or to our credentials)',
      `Play the test day on a device with ${keySystem}, or record its challenge: --challenges (docs/runbook.md).`,
    );
  const fix =
    code === 'drm_unauthorized'
      ? 'The vendor refuses our credentials: check its secret and account (docs/vendors.md).'
      : 'docs/errors.md says what the code means; the portal’s log has the cause.';
  return noGo(what, `${status} ${code}`, fix);
}

/** What is sold on a key system that nobody can try beforehand. */
function untried({ showKeySystems }: LicensePlace, tried: readonly KeySystem[]): readonly CheckLine[] {
  return [...new Set(showKeySystems)]
    .filter((name) => !tried.includes(name))
    .map((name) =>
      noGo(
        `${name}: a license for the test day`,
        'the show offers it and the test day does not',
        'Give the test day the key systems of the show, in the event file.',
      ),
    );
}

const problem = z.object({ code: z.string() });

function codeOf(body: Buffer): string {
  try {
    return problem.parse(JSON.parse(body.toString('utf8'))).code;
  } catch {
    return 'without a code of ours';
  }
}
