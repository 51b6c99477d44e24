import { emeKeySystems, type KeySystem } from '@/lib/domain/key-system';
import { limitLiveWindow } from './live-window';
import { mediaRetry } from './retry-set';

/** The part of a license's time after which the next one is asked for. */
const RENEW_AT = 0.8;

interface ShakaChoices {
  readonly sessionId: string;
  readonly eventDayId: string;
  /** Of the page. Shaka's CMCD writer takes the path of a relative address for a host name (5.2). */
  readonly origin: string;
  /** Best first. */
  readonly keySystems: readonly KeySystem[];
  /** Those that have a server certificate: the CDM is given it instead of asking with a license request. */
  readonly certificates: readonly KeySystem[];
  readonly licenseSeconds: number;
  /** Off: a latecomer goes back by ten minutes at most. */
  readonly chasePlay: boolean;
  /** Gets every failed license request; Shaka's `error` event is raised for the last one only. */
  readonly onLicenseFailure: (error: unknown) => void;
  /** Gets each media request that failed for good; by itself Shaka would ask again ten times a second. */
  readonly onStreamFailure: (error: unknown) => void;
}

/**
 * Shaka's configuration for one playback session. Times are milliseconds. To be set before `load`: a
 * `failureCallback` set later is not called (Shaka 5.2).
 */
export function shakaConfig(choices: ShakaChoices) {
  const { sessionId, eventDayId, origin, keySystems, certificates, licenseSeconds } = choices;
  return {
    drm: {
      servers: byEmeName(keySystems, (name) => `${origin}/api/license/${name}`),
      advanced: byEmeName(certificates, (name) => ({
        serverCertificateUri: `${origin}/api/certificate/${name}`,
      })),
      preferredKeySystems: keySystems.flatMap((name) => emeKeySystems[name]),
      // A refusal stays a refusal: asking again only doubles the load when most people are waiting.
      retryParameters: { maxAttempts: 1 },
      failureCallback: choices.onLicenseFailure,
      // Widevine's module asks by itself; Shaka makes the others ask, and complains where it cannot.
      renewalIntervalSec: keySystems.some((name) => name === 'playready' || name === 'fairplay')
        ? Math.floor(licenseSeconds * RENEW_AT)
        : 0,
    },
    manifest: {
      retryParameters: mediaRetry,
      dash: {
        ignoreMinBufferTime: true,
        ...(choices.chasePlay ? {} : { manifestPreprocessorTXml: limitLiveWindow }),
      },
    },
    streaming: {
      // Stock Shaka fetches segments before the playhead first, which costs a quarter of the time to first frame.
      inaccurateManifestTolerance: 0,
      startAtSegmentBoundary: true,
      retryParameters: mediaRetry,
      failureCallback: choices.onStreamFailure,
    },
    // navigator.connection rounds and caps what it says, so a measured bandwidth is better.
    abr: { useNetworkInformation: false },
    // CTA-5004: the origin's log lines carry the playback session.
    cmcd: { enabled: true, sessionId, contentId: eventDayId },
  };
}

/** One value for every name under which EME may know each key system. */
function byEmeName<Value>(
  names: readonly KeySystem[],
  valueOf: (name: KeySystem) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    names.flatMap((name) => emeKeySystems[name].map((emeName) => [emeName, valueOf(name)] as const)),
  );
}
