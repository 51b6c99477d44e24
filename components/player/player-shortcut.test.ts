import { expect, it } from 'vitest';
import { shortcutOf, shortcuts } from './player-shortcut';

const press = (key: string, held: { ctrlKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

it.each([
  [' ', 'playPause'],
  ['k', 'playPause'],
  ['K', 'playPause'],
  ['ArrowLeft', 'back'],
  ['l', 'live'],
  ['Home', 'fromStart'],
  ['c', 'captions'],
  ['?', 'help'],
  ['x', undefined],
  ['Enter', undefined],
] as const)('%j does %s', (key, action) => {
  expect(shortcutOf(press(key), 'nothing')).toBe(action);
});

it('a focused element keeps the keys it has a use for', () => {
  expect(shortcutOf(press(' '), 'button')).toBeUndefined();
  expect(shortcutOf(press('m'), 'button')).toBe('mute');
  expect(shortcutOf(press('ArrowLeft'), 'range')).toBeUndefined();
  expect(shortcutOf(press('End'), 'range')).toBeUndefined();
  expect(shortcutOf(press('m'), 'text')).toBeUndefined();
});

it('a key held with Ctrl belongs to the browser', () => {
  expect(shortcutOf(press('f', { ctrlKey: true }), 'nothing')).toBeUndefined();
});

it('no key does two things', () => {
  const keys = shortcuts.flatMap((shortcut) => [...shortcut.keys]);
  expect(new Set(keys).size).toBe(keys.length);
});
