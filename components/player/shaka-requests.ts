import type { AttachedShaka } from './attach-shaka';
import { fairPlayKeyId } from './fairplay-key-id';
import { keepReceipts } from './license-receipts';
import { isMediaOrigin, withBackup } from './media-origins';
import type { OpenedSession } from './playback-api';

interface Requests {
  /** Read anew for each request: its token is renewed by every beat. */
  readonly session: () => OpenedSession;
  readonly onChallenge: () => void;
  /** No license is asked for before it resolves. */
  readonly mayLicense: Promise<void>;
}

/** Asks for media as the CDN wants it: with its cookies where it signs, and at the second origin when the first fails. */
export function routeMedia({ engine, player }: AttachedShaka, { session }: Pick<Requests, 'session'>): void {
  const { MANIFEST, PLAYLIST, SEGMENT, TIMING } = engine.net.NetworkingEngine.RequestType;
  const media: readonly number[] = [MANIFEST, PLAYLIST, SEGMENT];
  player.getNetworkingEngine()?.registerRequestFilter((type, request) => {
    const isMedia = media.includes(type);
    if (!isMedia && type !== TIMING) return;
    const stream = session();
    if (isMedia) request.uris = withBackup(request.uris, stream);
    // A public clock answers any origin and therefore none that sends cookies (CORS).
    const isOurs = isMedia || request.uris.every((url) => isMediaOrigin(url, stream));
    if (stream.mediaCredentials && isOurs) request.allowCrossSiteCredentials = true;
  });
}

/** Licenses are asked for with the session's newest token. */
export function signLicenseRequests(
  { engine, player }: AttachedShaka,
  { session, onChallenge, mayLicense }: Requests,
): void {
  const { LICENSE } = engine.net.NetworkingEngine.RequestType;
  const receipts = keepReceipts();
  const network = player.getNetworkingEngine();
  network?.registerRequestFilter(async (type, request) => {
    if (type !== LICENSE) return;
    await mayLicense;
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
