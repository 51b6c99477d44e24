import { describe, expect, it } from 'vitest';
import { advanceStage, firstStage, type WatchStageEvent, type WatchStageState } from './watch-stage-state';

const doorsAtMs = 1_000_000;

function phase(
  name: Extract<WatchStageEvent, { name: 'phase' }>['phase'],
  { nowMs = doorsAtMs, delayMs = 0, switchedAtMs = 0 } = {},
): WatchStageEvent {
  return { name: 'phase', phase: name, nowMs, doorsAtMs, delayMs, switchedAtMs };
}

function after(first: WatchStageState, ...events: WatchStageEvent[]): WatchStageState {
  return events.reduce(advanceStage, first);
}

it.each([
  ['before', 'lobby'],
  ['doors', 'player'],
  ['live', 'player'],
  ['archive', 'player'],
  ['ended', 'ended'],
] as const)('a page opened in phase %s shows the %s', (name, view) => {
  expect(firstStage(name).view).toBe(view);
});

describe('the lobby', () => {
  const lobby = firstStage('before');

  it('stays while the doors are closed', () => {
    expect(after(lobby, phase('before'), { name: 'due' }).view).toBe('lobby');
  });

  it('opens at once where there is no jitter, also straight into the show', () => {
    expect(after(lobby, phase('doors')).view).toBe('player');
    expect(after(lobby, phase('live')).view).toBe('player');
  });

  it('waits its own part of the jitter, counted from the doors and not from the poll that told of them', () => {
    const told = after(lobby, phase('doors', { nowMs: doorsAtMs + 8000, delayMs: 20_000 }));
    expect(told).toEqual({ view: 'lobby', opensAtMs: doorsAtMs + 20_000, switchedAtMs: 0 });
    expect(after(told, { name: 'due' }).view).toBe('player');
  });

  it('counts from the poll where the doors opened ahead of their time', () => {
    const told = after(lobby, phase('doors', { nowMs: doorsAtMs - 60_000, delayMs: 5000 }));
    expect(told.opensAtMs).toBe(doorsAtMs - 55_000);
  });

  it('keeps the first moment it drew', () => {
    const told = after(lobby, phase('doors', { delayMs: 20_000 }), phase('live', { delayMs: 1000 }));
    expect(told.opensAtMs).toBe(doorsAtMs + 20_000);
  });

  it('ends with a day that is called off', () => {
    expect(after(lobby, phase('ended')).view).toBe('ended');
  });
});

describe('a running player', () => {
  const player = after(firstStage('doors'), phase('doors'));

  it.each(['before', 'doors', 'live', 'archive'] as const)('is the same state in phase %s', (name) => {
    expect(after(player, phase(name))).toBe(player);
  });

  it('gives way to the end, of the day or of the stream', () => {
    expect(after(player, phase('ended')).view).toBe('ended');
    expect(after(player, { name: 'streamEnded' }).view).toBe('ended');
  });
});

it('what has ended comes back when asked for, and not by an older answer of a cache', () => {
  const ended = after(firstStage('live'), { name: 'streamEnded' });
  expect(after(ended, phase('live')).view).toBe('ended');
  expect(after(ended, { name: 'again' }).view).toBe('player');
});

describe('a day that staff switch by hand', () => {
  const pressed = doorsAtMs + 600_000;
  const nowMs = pressed + 15_000;
  const held = after(firstStage('before'), phase('before', { switchedAtMs: doorsAtMs - 1000 }));

  it('opens a lobby that was held from the switch on, each player after its own part of the jitter', () => {
    const told = after(held, phase('live', { nowMs, delayMs: 20_000, switchedAtMs: pressed }));
    expect(told).toMatchObject({ view: 'lobby', opensAtMs: pressed + 20_000 });
    expect(after(told, { name: 'due' }).view).toBe('player');
  });

  it('opens long before the plan', () => {
    const early = { nowMs: doorsAtMs - 60_000, switchedAtMs: doorsAtMs - 61_000 };
    expect(after(firstStage('before'), phase('before'), phase('live', early)).view).toBe('player');
  });

  it('shuts the doors again for those who still wait for their turn', () => {
    const opening = after(held, phase('live', { nowMs, delayMs: 20_000, switchedAtMs: pressed }));
    const shut = after(opening, phase('before', { nowMs, switchedAtMs: pressed + 1 }), { name: 'due' });
    expect(shut.view).toBe('lobby');
  });

  it('comes back by itself after an end by mistake, and waits its part of the jitter', () => {
    const ended = after(firstStage('live'), phase('live'), phase('ended', { switchedAtMs: pressed }));
    expect(ended.view).toBe('ended');
    const again = after(ended, phase('live', { nowMs, delayMs: 20_000, switchedAtMs: pressed + 5000 }));
    expect(again).toMatchObject({ view: 'lobby', opensAtMs: pressed + 25_000 });
    const heldAgain = after(ended, phase('before', { nowMs, switchedAtMs: pressed + 5000 }));
    expect(heldAgain).toMatchObject({ view: 'lobby', opensAtMs: undefined });
  });

  it('does not come back by an older answer of a cache, nor end by one', () => {
    const ended = after(firstStage('live'), phase('live'), phase('ended', { switchedAtMs: pressed }));
    expect(after(ended, phase('live', { nowMs })).view).toBe('ended');
    const again = after(ended, phase('live', { nowMs, switchedAtMs: pressed + 5000 }), { name: 'due' });
    expect(after(again, phase('ended', { nowMs, switchedAtMs: pressed })).view).toBe('player');
  });

  it('does not begin anew with every poll when the stream has ended under it', () => {
    const live = phase('live', { nowMs, switchedAtMs: pressed });
    expect(after(firstStage('live'), live, { name: 'streamEnded' }, live, live).view).toBe('ended');
  });

  it('goes back to the lobby when the player is told that it is too early', () => {
    const player = after(firstStage('live'), phase('live'));
    expect(after(player, { name: 'notYet' })).toMatchObject({ view: 'lobby', opensAtMs: undefined });
  });
});
