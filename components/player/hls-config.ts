import type { HlsConfig, LoadPolicy } from 'hls.js';
import { emeKeySystems, type KeySystem } from '@/lib/domain/key-system';
import { keepReceipts } from './license-receipts';
import { atBackup } from './media-origins';
import type { OpenedSession } from './playback-api';
import { mediaRetry } from './retry-set';

interface HlsOrder {
  /** Read anew for each request: its token is renewed by every beat. */
  readonly session: () => OpenedSession;
  readonly onChallenge: () => void;
  /** Requests for media go to the backup origin. */
  readonly isAtBackup: () => boolean;
}

/** hls.js set up for one session: our license routes, the CDN's cookies, the second origin. */
export function hlsConfig({ session, onChallenge, isAtBackup }: HlsOrder): Partial<HlsConfig> {
  const { keySystems, certificates } = session();
  const receipts = keepReceipts();
  return {
    // Workers come from blob: addresses, which the page's Content-Security-Policy leaves out.
    enableWorker: false,
    emeEnabled: true,
    drmSystems: drmSystems(keySystems, certificates),
    licenseXhrSetup: (request, url, { decryptdata }) => {
      onChallenge();
      request.open('POST', url, true);
      request.setRequestHeader('authorization', `Bearer ${session().token}`);
      for (const [name, value] of Object.entries(receipts.headers())) request.setRequestHeader(name, value);
      const keyId = /^skd:\/\/([0-9a-f]{32})/.exec(decryptdata.uri)?.[1];
      if (keyId !== undefined) request.setRequestHeader('stagedoor-key-id', keyId);
    },
    licenseResponseCallback: (request) => {
      const receipt = request.getResponseHeader('stagedoor-license-receipt');
      if (receipt !== null) receipts.keep({ 'stagedoor-license-receipt': receipt });
      return request.response;
    },
    xhrSetup: (request, url) => {
      const backup = isAtBackup() ? atBackup(url, session()) : undefined;
      if (backup !== undefined) request.open('GET', backup, true);
      request.withCredentials = session().mediaCredentials;
    },
    manifestLoadPolicy: quickPolicy,
    playlistLoadPolicy: quickPolicy,
    fragLoadPolicy: quickPolicy,
  };
}

const retry = {
  maxNumRetry: mediaRetry.maxAttempts,
  retryDelayMs: mediaRetry.baseDelay,
  maxRetryDelayMs: 2000,
};

const quickPolicy: LoadPolicy = {
  default: {
    maxTimeToFirstByteMs: mediaRetry.stallTimeout,
    maxLoadTimeMs: mediaRetry.timeout,
    timeoutRetry: retry,
    errorRetry: retry,
  },
};

/** hls.js knows each key system by its plainest name and asks for the variants by itself. */
function drmSystems(names: readonly KeySystem[], certificates: readonly KeySystem[]) {
  return Object.fromEntries(
    names.map((name) => [
      emeKeySystems[name][0],
      {
        licenseUrl: `/api/license/${name}`,
        ...(certificates.includes(name) ? { serverCertificateUrl: `/api/certificate/${name}` } : {}),
      },
    ]),
  );
}
