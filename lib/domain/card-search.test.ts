import { describe, expect, it } from 'vitest';
import { parseCardSearch } from './card-search';
import { classifySearch } from './search-query';

const day = { year: undefined, month: 11, day: 29 };
const dated = { ...day, year: 2026 };

describe('a card’s last four digits, an amount and a day', () => {
  it.each([
    ['*4242 4500 11/29', day],
    ['下4桁4242 ¥4,500 2026-11-29', dated],
    ['*4242 4500円 11月29日', day],
    ['末尾は4242、4,500円、11月29日', day],
    ['11/29(日) カード番号下４桁：４２４２ ￥４，５００－', day],
    ['2026年11月29日に4,500円 **** **** **** 4242', dated],
    ['last 4 digits 4242 on 2026/11/29 for ¥4500', dated],
    ['VISA ending in 4242, 4500 JPY, 11/29', day],
    ['4500円（税込） ＊＊＊＊４２４２　１１／２９', day],
    ['xxxx4242 2026.11.29 4500yen', dated],
  ])('are read from %j', (typed, when) => {
    expect(classifySearch(typed)).toEqual({
      kind: 'card',
      value: { readings: [{ last4: '4242', amount: '4500' }], day: when },
    });
  });

  it('may come without a day, without an amount, or alone when they are marked as a card', () => {
    expect(parseCardSearch('4242 12000')?.readings).toEqual([{ last4: '4242', amount: '12000' }]);
    expect(parseCardSearch('4242 11/29')).toEqual({ readings: [{ last4: '4242', amount: undefined }], day });
    expect(parseCardSearch('*4242')?.readings).toEqual([{ last4: '4242', amount: undefined }]);
    expect(classifySearch('4242')).toEqual({ kind: 'text', value: '4242' });
  });

  it('two numbers of four digits are read both ways, unless one begins with 0', () => {
    expect(parseCardSearch('4242 4500')?.readings).toEqual([
      { last4: '4242', amount: '4500' },
      { last4: '4500', amount: '4242' },
    ]);
    expect(parseCardSearch('4500 0042')?.readings).toEqual([{ last4: '0042', amount: '4500' }]);
  });

  it.each([
    '山田 4242',
    '090 1234 5678',
    '2026-11-29',
    '4500円',
    '¥4,500 11/29',
    '4242 45000 99999',
    '4242 13/45',
    '4242 4,50',
    'max4242',
    '2222 22a',
  ])('%j is something else', (typed) => {
    expect(classifySearch(typed).kind).toBe('text');
  });
});
