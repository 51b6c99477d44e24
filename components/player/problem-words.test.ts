import { describe, expect, it } from 'vitest';
import { playbackRefusals } from '@/lib/domain/refusal';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import type { PlayerProblem } from './player-error';
import { actionFor } from './problem-action';
import { textKey } from './player-error';

/** Whose side it is on: ours and our vendors', the viewer's, or that of the ticket and its rules. */
type Side = 'ours' | 'theirs' | 'ticket';
type Codes<Kind extends PlayerProblem['kind']> = Extract<PlayerProblem, { kind: Kind }>['code'];

const faults = {
  bad_request: 'theirs',
  not_signed_in: 'theirs',
  token_invalid: 'ticket',
  token_expired: 'theirs',
  not_found: 'ticket',
  too_many_requests: 'theirs',
  internal: 'ours',
  unavailable: 'ours',
  drm_unauthorized: 'ours',
  drm_refused: 'theirs',
  drm_failed: 'ours',
  drm_empty: 'ours',
  drm_unreadable: 'ours',
  drm_overbroad: 'ours',
  drm_busy: 'ours',
  drm_timeout: 'ours',
} as const satisfies Record<Codes<'fault'>, Side>;
const players = {
  insecure_page: 'theirs',
  unsupported_browser: 'theirs',
  protection_unavailable: 'theirs',
  missing_keys: 'ours',
  feed_down: 'ours',
  connection: 'theirs',
  picture_failed: 'theirs',
  unknown: 'theirs',
} as const satisfies Record<Codes<'player'>, Side>;

const problems: readonly PlayerProblem[] = [
  ...playbackRefusals.map((code) => ({ kind: 'refusal', code }) as const),
  ...codesOf(faults).map((code) => ({ kind: 'fault', code }) as const),
  ...codesOf(players).map((code) => ({ kind: 'player', code }) as const),
];

function codesOf<Code extends string>(table: Readonly<Record<Code, Side>>): Code[] {
  const isCode = (name: string): name is Code => name in table;
  return Object.keys(table).filter(isCode);
}

function wordsOf(messages: typeof ja, problem: PlayerProblem): Record<string, string> {
  const groups: Record<string, Record<string, unknown>> = {
    refusal: messages.refusal,
    fault: messages.fault,
    player: messages.player,
  };
  const [group = '', code = ''] = textKey(problem).split('.');
  return Object.fromEntries(
    Object.entries(groups[group]?.[code] ?? {}).map(([name, text]) => [name, String(text)]),
  );
}

describe.each([
  ['ja', ja],
  ['en', en],
])('in %s', (_language, messages) => {
  it.each(problems.map((problem) => [problem.code, problem] as const))(
    '%s says what happened, why, and one thing to do',
    (_code, problem) => {
      const { title = '', text = '', action = '' } = wordsOf(messages, problem);
      for (const words of [title, text, action]) expect(words.trim()).not.toBe('');
      expect(actionFor(problem)).toBeTruthy();
    },
  );
});

it.each(
  problems.filter(({ code }) =>
    Object.entries({ ...faults, ...players }).some(([name, side]) => name === code && side === 'ours'),
  ),
)('what is not the viewer’s fault says so: $code', (problem) => {
  expect(wordsOf(ja, problem).text).toMatch(/お客様の(端末|操作)/);
  expect(wordsOf(en, problem).text).toMatch(/your device|nothing you did/i);
});
