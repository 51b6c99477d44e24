import { expect, it } from 'vitest';
import { failureOfShaka, type Remedy } from './engine-failure';

const shaka = (code: number) => ({ severity: 2, code, data: [] });

it.each<[number, Remedy]>([
  [1001, 'load_again'],
  [1003, 'load_again'],
  [3014, 'second_engine'],
  [3016, 'second_engine'],
  [4001, 'second_engine'],
  [4032, 'second_engine'],
  [4012, 'stop'],
  [6001, 'stop'],
  [6007, 'stop'],
  [6014, 'stop'],
])('%i: %s', (code, remedy) => {
  expect(failureOfShaka(shaka(code)).remedy).toBe(remedy);
});

it('an engine that breaks in a way of its own is left for the other one', () => {
  expect(failureOfShaka(new TypeError('x is not a function')).remedy).toBe('second_engine');
});

it('a license that was refused stops playback, whatever the engine', () => {
  const inner = { code: 1001, data: ['/api/license/clearkey', 403, '{"code":"too_early"}'] };
  expect(failureOfShaka({ ...shaka(6007), data: [inner] })).toMatchObject({
    problem: { kind: 'refusal', code: 'too_early' },
    remedy: 'stop',
  });
});
