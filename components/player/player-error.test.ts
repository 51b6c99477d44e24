import { describe, expect, it } from 'vitest';
import ja from '@/messages/ja.json';
import { faultStatus } from '@/lib/fault';
import { playbackRefusals } from '@/lib/domain/refusal';
import { isCritical, type PlayerCode, problemOfAnswer, problemOfEngine, textKey } from './player-error';

const problem = (code: string) => JSON.stringify({ type: 'urn:x', title: code, code, ref: 'ABC23D' });
/** As Shaka 5.2 reports it: 6007 around 1001, whose data is [uri, status, body, headers, type, final uri]. */
const licenseFailure = (status: number, body: string) => ({
  severity: 2,
  code: 6007,
  data: [{ severity: 2, code: 1001, data: ['/api/license/clearkey', status, body, {}, 2, ''] }, {}],
});

it.each(playbackRefusals)('a license refused as %s is told as that, with its reference', (code) => {
  expect(problemOfEngine(licenseFailure(403, problem(code)))).toEqual({
    kind: 'refusal',
    code,
    ref: 'ABC23D',
  });
});

it('a fault of the license route keeps its code and reference', () => {
  expect(problemOfEngine(licenseFailure(401, problem('token_expired')))).toEqual({
    kind: 'fault',
    code: 'token_expired',
    ref: 'ABC23D',
  });
});

it.each([
  [502, 'drm_failed'],
  [503, 'unavailable'],
  [504, 'drm_timeout'],
  [429, 'too_many_requests'],
  [500, 'internal'],
  [418, 'internal'],
])('an answer %i that is not ours is told by its status', (status, code) => {
  expect(problemOfAnswer(status, '<html>gateway</html>')).toMatchObject({ kind: 'fault', code });
});

it('a code that nobody knows is told by the status and never shown', () => {
  expect(problemOfAnswer(403, problem('CKV-1403'))).toMatchObject({ kind: 'fault', code: 'internal' });
});

describe('errors of the engine', () => {
  it.each<[number, PlayerCode]>([
    [1001, 'feed_down'],
    [1002, 'feed_down'],
    [1003, 'feed_down'],
    [4001, 'feed_down'],
    [3016, 'picture_failed'],
    [4012, 'missing_keys'],
    [6012, 'missing_keys'],
    [6001, 'protection_unavailable'],
    [6020, 'unsupported_browser'],
    [4032, 'unsupported_browser'],
    [9999, 'unknown'],
  ])('%i is %s', (code, told) => {
    expect(problemOfEngine({ severity: 2, code, data: [] })).toEqual({
      kind: 'player',
      code: told,
      ref: `S${code}`,
    });
  });

  it('a license server that cannot be reached is a matter of the connection', () => {
    const unreachable = { severity: 2, code: 6007, data: [{ code: 1002, data: ['/api/license/clearkey'] }] };
    expect(problemOfEngine(unreachable)).toMatchObject({ kind: 'player', code: 'connection' });
  });

  it.each([undefined, null, 'boom', new Error('boom'), new DOMException('x', 'AbortError'), { code: 6007 }])(
    'anything thrown has a text: %s',
    (thrown) => {
      expect(problemOfEngine(thrown).kind).toBe('player');
    },
  );

  it('heals by itself: severity 1, and a load that another one replaced', () => {
    expect(isCritical({ severity: 1, code: 1001 })).toBe(false);
    expect(isCritical({ severity: 2, code: 7000 })).toBe(false);
    expect(isCritical({ severity: 2, code: 1001 })).toBe(true);
  });
});

it.each([...playbackRefusals, ...Object.keys(faultStatus)])('%s has title, text and action', (code) => {
  const [group, name = ''] = textKey(problemOfAnswer(500, problem(code))).split('.');
  const groups: Record<string, Record<string, unknown>> = {
    refusal: ja.refusal,
    fault: ja.fault,
    player: ja.player,
  };
  expect(groups[group ?? '']?.[name]).toEqual({
    title: expect.any(String),
    text: expect.any(String),
    action: expect.any(String),
  });
});
