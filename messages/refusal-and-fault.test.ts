import { expect, it } from 'vitest';
import { playbackRefusals, saleRefusals } from '@/lib/domain/refusal';
import { faultStatus } from '@/lib/fault';
import en from './en.json';
import ja from './ja.json';

const parts = ['action', 'text', 'title'];

it.each([
  ['refusal', [...playbackRefusals, ...saleRefusals]],
  ['fault', Object.keys(faultStatus)],
] as const)('every %s code, and no other, says what happened, why and what to do', (group, codes) => {
  for (const messages of [ja, en]) {
    expect(Object.keys(messages[group]).sort()).toEqual([...codes].sort());
    for (const text of Object.values(messages[group])) expect(Object.keys(text).sort()).toEqual(parts);
  }
});
