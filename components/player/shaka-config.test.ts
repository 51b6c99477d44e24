import { expect, it, vi } from 'vitest';
import { shakaConfig } from './shaka-config';

const config = shakaConfig({
  sessionId: 'pbs_1',
  eventDayId: 'day_1',
  origin: 'https://portal.example',
  keySystems: ['widevine', 'clearkey'],
  onLicenseFailure: vi.fn(),
});

it('asks our own license route for each key system the session allows, and no other', () => {
  expect(config.drm.servers).toEqual({
    'com.widevine.alpha': 'https://portal.example/api/license/widevine',
    'org.w3.clearkey': 'https://portal.example/api/license/clearkey',
  });
  expect(config.drm.preferredKeySystems).toEqual(['com.widevine.alpha', 'org.w3.clearkey']);
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
