import type { ErrorData } from 'hls.js';
import type { EngineFailure } from './engine-failure';
import { problemOfAnswer } from './player-error';

/** What of hls.js 1.7's fatal error decides. */
export type HlsError = Pick<ErrorData, 'type' | 'details' | 'response' | 'networkDetails'>;

/** Reads a fatal error of hls.js. A license that was not given is told as the license server told it. */
export function failureOfHls({ type, details, response, networkDetails }: HlsError): EngineFailure {
  const ref = `H-${details}`;
  if (details === 'keySystemLicenseRequestFailed') {
    const status = response?.code ?? 0;
    if (status === 0) return { problem: { kind: 'player', code: 'connection', ref }, remedy: 'stop' };
    return { problem: problemOfAnswer(status, bodyOf(networkDetails)), remedy: 'stop' };
  }
  if (type === 'networkError') {
    return { problem: { kind: 'player', code: 'feed_down', ref }, remedy: 'load_again' };
  }
  if (type === 'keySystemError') {
    return { problem: { kind: 'player', code: 'protection_unavailable', ref }, remedy: 'stop' };
  }
  return { problem: { kind: 'player', code: 'picture_failed', ref }, remedy: 'stop' };
}

/** The license route's words: hls.js asks for licenses as an ArrayBuffer and leaves `response.data` empty. */
function bodyOf(request: HlsError['networkDetails']): string {
  const body: unknown = request instanceof XMLHttpRequest ? request.response : undefined;
  return body instanceof ArrayBuffer ? new TextDecoder().decode(body) : '';
}
