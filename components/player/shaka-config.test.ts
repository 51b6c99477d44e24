import { expect, it, vi } from 'vitest';
import { shakaConfig } from './shaka-config';

const choices: Parameters<typeof shakaConfig>[0] = {
  sessionId: 'pbs_1',
  eventDayId: 'day_1',
  origin: 'https://portal.example',
  certificates: ['widevine'],
  licenseSeconds: 600,
  keySystems: ['widevine', 'clearkey'],
  chasePlay: false,
  onLicenseFailure: vi.fn(),
  onStreamFailure: vi.fn(),
};
const config = shakaConfig(choices);

it('asks our own license route for each key system the session allows, and no other', () => {
  expect(config.drm.servers).toEqual({
    'com.widevine.alpha': 'https://portal.example/api/license/widevine',
    'org.w3.clearkey': 'https://portal.example/api/license/clearkey',
  });
  expect(config.drm.preferredKeySystems).toEqual(['com.widevine.alpha', 'org.w3.clearkey']);
});

it('knows PlayReady and FairPlay by every name that Shaka may give them', () => {
  const { drm } = shakaConfig({
    ...choices,
    keySystems: ['playready', 'fairplay'],
    certificates: ['fairplay'],
  });
  expect(drm.servers).toMatchObject({
    'com.microsoft.playready': 'https://portal.example/api/license/playready',
    'com.microsoft.playready.recommendation.3000': 'https://portal.example/api/license/playready',
    'com.apple.fps.1_0': 'https://portal.example/api/license/fairplay',
  });
  expect(drm.advanced).toEqual({
    'com.apple.fps': { serverCertificateUri: 'https://portal.example/api/certificate/fairplay' },
    'com.apple.fps.1_0': { serverCertificateUri: 'https://portal.example/api/certificate/fairplay' },
  });
});

it('asks again before a PlayReady or FairPlay license is over, which their modules do not by themselves', () => {
  const renewal = (name: 'playready' | 'fairplay' | 'widevine') =>
    shakaConfig({ ...choices, keySystems: [name] }).drm.renewalIntervalSec;
  expect([renewal('playready'), renewal('fairplay'), renewal('widevine')]).toEqual([480, 480, 0]);
});

it('asks for a license once: a refusal is not repeated', () => {
  expect(config.drm.retryParameters.maxAttempts).toBe(1);
});

it('leaves an origin that hangs within the ten seconds that are buffered', () => {
  const { connectionTimeout, stallTimeout, timeout } = config.streaming.retryParameters;
  expect(Math.max(connectionTimeout, stallTimeout, timeout)).toBeLessThan(10_000);
});

it('carries the playback session in the CMCD of every request', () => {
  expect(config.cmcd).toEqual({ enabled: true, sessionId: 'pbs_1', contentId: 'day_1' });
});
