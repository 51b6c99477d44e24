import { expect, it } from 'vitest';
import { defaultPreferences, parsePreferences } from './playback-preferences';

it('what was saved is what is read', () => {
  const chosen = { quality: 720, caption: 'ja', captionSize: 'large', hasKeys: false } as const;
  expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
  expect(parsePreferences('{"quality":"saver"}').quality).toBe('saver');
});

it.each([
  '',
  'nonsense',
  'null',
  '{"quality":"4k","caption":7,"captionSize":"huge","hasKeys":1}',
  '{"quality":-1}',
])('from %j only defaults come', (stored) => {
  expect(parsePreferences(stored)).toEqual(defaultPreferences);
});
