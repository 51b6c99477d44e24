import type { Engine } from './engine';
import { loadEngine } from './engine';
import { fairPlayKeyId } from './fairplay-key-id';
import { keepReceipts } from './license-receipts';
import type { OpenedSession } from './playback-api';
import { isCritical, type PlayerProblem, problemOfEngine } from './player-error';
import { readField } from './read-field';
import { shakaConfig } from './shaka-config';

export type ShakaPlayer = InstanceType<Engine['Player']>;

export interface AttachedShaka {
  readonly engine: Engine;
  readonly player: ShakaPlayer;
}

/** A Shaka player on the video element, with nothing loaded. Rejects when the engine's script cannot be fetched. */
export async function attachShaka(video: HTMLVideoElement, manifestUrl: string): Promise<AttachedShaka> {
  const engine = await loadEngine(manifestUrl);
  const player = new engine.Player();
  await player.attach(video);
  return { engine, player };
}

interface Wiring {
  readonly eventDayId: string;
  /** Read anew for each request: its token is renewed by every beat. */
  readonly session: () => OpenedSession;
  readonly onChallenge: () => void;
  readonly onUsableKey: () => void;
  readonly onProblem: (problem: PlayerProblem) => void;
}

/** Configures one player for one session. Licenses are asked for with the session's newest token. */
export function wireShaka({ engine, player }: AttachedShaka, wiring: Wiring): void {
  const { sessionId, keySystems, certificates, licenseSeconds } = wiring.session();
  let licenseProblem: PlayerProblem | undefined;
  const onLicenseFailure = (error: unknown): void => {
    const problem = problemOfEngine(error);
    licenseProblem ??= problem;
    // Denied is denied, also where other keys of the stream are still there. An outage is Shaka's to judge.
    if (problem.kind === 'refusal') wiring.onProblem(problem);
  };
  player.configure(
    shakaConfig({
      sessionId,
      eventDayId: wiring.eventDayId,
      origin: location.origin,
      keySystems,
      certificates,
      licenseSeconds,
      onLicenseFailure,
    }),
  );
  player.addEventListener('error', (event: unknown) => {
    const error = readField(event, 'detail');
    if (isCritical(error)) wiring.onProblem(licenseProblem ?? problemOfEngine(error));
  });
  player.addEventListener('keystatuschanged', () => {
    if (Object.values(player.getKeyStatuses()).includes('usable')) wiring.onUsableKey();
  });
  signLicenseRequests({ engine, player }, wiring);
}

function signLicenseRequests({ engine, player }: AttachedShaka, { session, onChallenge }: Wiring): void {
  const { LICENSE } = engine.net.NetworkingEngine.RequestType;
  const receipts = keepReceipts();
  const network = player.getNetworkingEngine();
  network?.registerRequestFilter((type, request) => {
    if (type !== LICENSE) return;
    onChallenge();
    // A manifest may name a license server of its own; the token is for ours alone.
    const isOurs = request.uris.every((uri) => new URL(uri, location.href).origin === location.origin);
    if (!isOurs) return;
    Object.assign(request.headers, { authorization: `Bearer ${session().token}` }, receipts.headers());
    const keyId = fairPlayKeyId(request.drmInfo?.keySystem ?? '', request.initData);
    if (keyId !== undefined) request.headers['stagedoor-key-id'] = keyId;
  });
  network?.registerResponseFilter((type, response) => {
    if (type === LICENSE) receipts.keep(response.headers);
  });
}
